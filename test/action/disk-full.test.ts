import { writeFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { main } from '../../src/action/main.ts';
import type { World } from '../../src/action/world.ts';
import { openJob } from '../../src/github/job.ts';
import { IMPATIENT } from '../github/impatient.ts';
import { events } from './event-json.ts';
import { measureSynthetic } from './measured-result.ts';
import { checkOutPullRequest } from './pull-request.ts';
import { recordJob } from './recorded-job.ts';
import { openRunner } from './runner.ts';

/** The kernel's own full disk: every write to it fails with ENOSPC. */
const FULL = '/dev/full';
const INPUTS = { script: 'load.js', start: 'npm start', base: 'main', comment: 'false', token: 'ghs_job' };

async function play(inputs: Readonly<Record<string, string>>, compare: World['compare']) {
  using checkout = checkOutPullRequest();
  const { workspace } = checkout;
  using runner = openRunner({
    event: { name: 'pull_request', payload: events.pullRequest() },
    inputs: { ...INPUTS, ...inputs },
    workspace: workspace.path,
    extra: workspace.environment,
  });
  const job = recordJob();
  const { environment } = runner;
  const signal = new AbortController().signal;
  const code = await main({ environment, job, signal, version: '0.0.0', patience: IMPATIENT, compare });
  return { code, job };
}

test('case 72: a disk that is full while measuring is an error that says so', async () => {
  const { code, job } = await play({}, async () => {
    await writeFile(FULL, 'samples');
    return measureSynthetic();
  });
  expect(code).toBe(3);
  expect(job.annotations).toEqual([
    expect.stringMatching(/the disk is full: [\s\S]*could not be written[\s\S]*Free disk space/),
  ]);
  expect(job.outputs['verdict']).toBe('');
});

test('case 72: a result that finds no room is warned of and changes no verdict', async () => {
  const { code, job } = await play({ json: FULL }, async () => measureSynthetic({ slowdown: 1.5 }));
  expect(code).toBe(1);
  expect(job.annotations).toContainEqual(
    'warning: No result file: /dev/full could not be written: the disk is full',
  );
  expect(job.outputs).toMatchObject({ verdict: 'fail', 'result-path': '' });
});

test('case 72: a summary that finds no room is told, not thrown', async () => {
  const before = process.env['GITHUB_STEP_SUMMARY'];
  process.env['GITHUB_STEP_SUMMARY'] = FULL;
  try {
    expect(await openJob().summarize('# lost')).toBe(false);
  } finally {
    if (before === undefined) delete process.env['GITHUB_STEP_SUMMARY'];
    else process.env['GITHUB_STEP_SUMMARY'] = before;
  }
});
