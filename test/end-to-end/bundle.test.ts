import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { Result } from '../../src/core/result.ts';
import { events } from '../action/event-json.ts';
import { checkOutPullRequest } from '../action/pull-request.ts';
import { openRunner } from '../action/runner.ts';
import { emulateGitHub, JOB } from '../github/emulator.ts';
import { LOAD, service } from './service-under-test.ts';

const BUNDLE = join(import.meta.dirname, '../../dist/index.js');

test('the shipped action finds a real regression with real k6, comments once, and updates that comment', async () => {
  await using emulated = await emulateGitHub();
  using checkout = checkOutPullRequest({
    base: { 'server.mjs': service(2), 'load.js': LOAD },
    head: { 'server.mjs': service(12) },
  });
  const { base, head, merge, workspace } = checkout;
  const runStep = async (id: number) => {
    using runner = openRunner({
      event: { name: 'pull_request', payload: events.pullRequest({ number: 1, base, head }) },
      inputs: {
        script: 'load.js',
        start: `${process.execPath} server.mjs`,
        rate: '60',
        budget: '1m',
        'k6-path': process.env['PLIMSOLL_K6'] ?? '',
        token: JOB.token,
      },
      workspace: workspace.path,
      apiUrl: emulated.apiUrl,
      run: { id },
      extra: { GITHUB_REF: 'refs/pull/1/merge', GITHUB_SHA: merge },
    });
    const { code, log } = await runner.start(BUNDLE).ended;
    const outputs = runner.outputs();
    const path = outputs['result-path'] ?? '';
    const result = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Result) : null;
    return { code, log, outputs, result, summary: runner.summary() };
  };

  const first = await runStep(1);
  expect({ code: first.code, log: first.log }).toMatchObject({ code: 1 });
  expect(first.outputs['verdict']).toBe('fail');
  const worse = first.result?.judgement.comparisons.filter(({ standing }) => standing === 'worse') ?? [];
  expect(worse.map(({ endpoint }) => endpoint)).toContain('GET /item');
  expect(worse.map(({ endpoint }) => endpoint)).not.toContain('GET /list');
  const [created, ...others] = await emulated.comments();
  expect(others).toEqual([]);
  expect(created?.body).toContain('GET /item');
  expect(created?.body).toBe(first.outputs['comment-body']);
  expect(first.summary).toContain('GET /item');

  const second = await runStep(2);
  expect(second.code).toBe(1);
  const [updated, ...more] = await emulated.comments();
  expect(more).toEqual([]);
  expect(updated?.id).toBe(created?.id);
  expect(updated?.body).toBe(second.outputs['comment-body']);
  expect(updated?.body).not.toBe(created?.body);
  expect(workspace.git('worktree', 'list').split('\n')).toHaveLength(1);
}, 240_000);
