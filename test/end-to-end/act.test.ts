import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { findTool } from '../../scripts/development-tools.ts';
import { findExample } from '../../src/cli/demo/example.ts';
import { events, SHAS } from '../action/event-json.ts';
import { checkOutPullRequest } from '../action/pull-request.ts';
import { emulateGitHub, JOB } from '../github/emulator.ts';
import { startRuns } from '../github/fake-runs.ts';
import { runWorkflow } from './act.ts';

const act = findTool('act');

/** The shop as the repository of somebody who follows the documents, its files by path. */
function shop({ burnMs }: { readonly burnMs: number }): Readonly<Record<string, string>> {
  const root = findExample();
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) =>
    statSync(join(root, path)).isFile(),
  );
  const files = Object.fromEntries(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
  const faults = files['src/faults.js'] ?? '';
  expect(faults).toContain('?? 0)');
  return {
    ...files,
    // So large that a busy machine, one start and half a minute of load do not hide it.
    'src/faults.js': faults.replace('?? 0)', `?? ${burnMs})`),
    'plimsoll.yml': `rate: 50\nbudget: 90s\nstarts: 1\nk6-path: ${process.env['PLIMSOLL_K6']}\n`,
    'package-lock.json': '{ "name": "shop", "version": "1.0.0", "lockfileVersion": 3, "packages": {} }\n',
  };
}

const testUnderAct = act === null ? test.skip : test;

testUnderAct(
  'the workflow for one job, as it stands in the examples, fails on a regression of the shop and comments',
  async () => {
    await using emulated = await emulateGitHub();
    using checkout = checkOutPullRequest({ base: shop({ burnMs: 0 }), head: shop({ burnMs: 2 }) });
    const { base, head, workspace } = checkout;
    const { code, log } = await runWorkflow({
      act: act ?? '',
      workflow: 'pull-request.yml',
      event: { name: 'pull_request', payload: events.pullRequest({ number: 1, base, head }) },
      workspace: workspace.path,
      apiUrl: emulated.apiUrl,
      token: JOB.token,
      runId: 77,
    });
    const [comment, ...others] = await emulated.comments();
    expect({ code, log, comment }).toMatchObject({ code: 1, comment: { user: { login: JOB.login } } });
    expect(others).toEqual([]);
    expect(comment?.body).toMatch(/🔴[\s\S]*CPU per request/);
  },
  240_000,
);

testUnderAct(
  'the workflow for two jobs: what measures keeps its result, what reports judges it anew, comments and sets the status',
  async () => {
    const base = shop({ burnMs: 0 });
    const rules = { 'plimsoll.yml': base['plimsoll.yml'] ?? '' };
    await using runs = await startRuns({ files: { 'refs/heads/main': rules, [SHAS.head]: rules } });
    using checkout = checkOutPullRequest({ base, head: shop({ burnMs: 2 }) });
    const { code, log } = await runWorkflow({
      act: act ?? '',
      workflow: 'two-jobs.yml',
      event: { name: 'pull_request', payload: events.pullRequest({ base: checkout.base }) },
      workspace: checkout.workspace.path,
      apiUrl: runs.url,
      token: JOB.token,
      runId: 100,
      variables: runs.artifacts.environment(runs.url),
    });
    const bodies = [...runs.repository.comments.values()].map(({ body }) => body);
    expect({ code, log, bodies }).toMatchObject({
      code: 1,
      bodies: [expect.stringMatching(/🔴[\s\S]*CPU per request/)],
    });
    expect(runs.artifacts.stored.map(({ name }) => name)).toEqual([
      'plimsoll-measure-100-1',
      'plimsoll-measure-100-1.html',
      'plimsoll-report-100-1.html',
    ]);
    expect(runs.repository.statuses).toMatchObject([
      { sha: SHAS.head, context: 'plimsoll', state: 'failure' },
    ]);
  },
  240_000,
);
