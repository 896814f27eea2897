import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { emulateGitHub, JOB } from '../github/emulator.ts';
import { events } from './event-json.ts';
import { checkOutPullRequest } from './pull-request.ts';
import { openRunner } from './runner.ts';

/** The front door in a process of its own; what it opens to is tested in main.test.ts and, whole, with the bundle. */
const DOOR = join(import.meta.dirname, '../../src/action/index.ts');

test('case 33: pull_request_target is refused before anything runs', async () => {
  using runner = openRunner({
    event: { name: 'pull_request_target', payload: events.pullRequest() },
    inputs: { script: 'load.js', start: 'touch started', token: JOB.token },
  });
  const { code, log } = await runner.start(DOOR).ended;
  expect(code).toBe(2);
  expect(log).toMatch(/^::error title=Could not measure::.*pull_request_target.*workflow_run/m);
  expect(runner.summary()).toContain('Could not measure');
  expect(runner.outputs()).toMatchObject({ verdict: '', 'result-path': '' });
});

test('an event file that is not JSON is told, not thrown', async () => {
  using runner = openRunner({
    event: { name: 'pull_request', payload: {} },
    extra: { GITHUB_EVENT_PATH: import.meta.filename },
  });
  const { code, log } = await runner.start(DOOR).ended;
  expect(log).toMatch(/^::error .*not JSON/m);
  expect(code).toBe(2);
  expect(log).not.toMatch(/^ {4}at /m);
});

test('files of the runner that are gone change no exit code', async () => {
  using runner = openRunner({
    event: { name: 'pull_request_target', payload: {} },
    extra: { GITHUB_OUTPUT: '/nowhere/outputs', GITHUB_STEP_SUMMARY: '/nowhere/summary' },
  });
  const { code, log } = await runner.start(DOOR).ended;
  expect(log).toMatch(/^::warning title=Not told everywhere::.*outputs/m);
  expect(code).toBe(2);
});

test('case 24: wrong settings reach the pull request, through a real checkout and the API', async () => {
  await using emulated = await emulateGitHub();
  using checkout = checkOutPullRequest();
  const { base, head, merge, workspace } = checkout;
  using runner = openRunner({
    event: { name: 'pull_request', payload: events.pullRequest({ number: 1, base, head }) },
    inputs: { script: 'load.js', start: 'npm start', margins: 'p95=lots', token: JOB.token },
    workspace: workspace.path,
    apiUrl: emulated.apiUrl,
    extra: { GITHUB_REF: 'refs/pull/1/merge', GITHUB_SHA: merge },
  });
  const { code, log } = await runner.start(DOOR).ended;
  const comments = await emulated.comments();
  expect(code).toBe(2);
  expect(comments).toHaveLength(1);
  expect(comments[0]?.body).toMatch(/Could not measure[\s\S]*margins/);
  expect(runner.outputs()['comment-body']).toBe(comments[0]?.body);
  expect(log).toMatch(/^comment created: /m);
  expect(log).toMatch(/^::add-mask::ghs_job$/m);
});
