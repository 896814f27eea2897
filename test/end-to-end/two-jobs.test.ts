import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { events } from '../action/event-json.ts';
import { checkOutPullRequest } from '../action/pull-request.ts';
import { openRunner } from '../action/runner.ts';
import { startRuns } from '../github/fake-runs.ts';
import { buildBundle, type FreshBundle } from './fresh-bundle.ts';
import { LOAD, service } from './service-under-test.ts';

let bundle: FreshBundle;
beforeAll(() => {
  bundle = buildBundle();
}, 120_000);
afterAll(() => bundle[Symbol.dispose]());

const RULES = 'margins: { p95: 12% }\n';

test('one job measures with real k6 and writes nothing, another judges its artifact anew and tells', async () => {
  using checkout = checkOutPullRequest({
    base: { 'server.mjs': service(2), 'load.js': LOAD, 'plimsoll.yml': RULES },
    head: { 'server.mjs': service(12), 'plimsoll.yml': 'margins: { p95: 900% }\n' },
  });
  const { base, head, merge, workspace } = checkout;
  await using runs = await startRuns({
    files: {
      'refs/heads/main': { 'plimsoll.yml': RULES },
      [head]: { 'plimsoll.yml': 'margins: { p95: 900% }\n' },
    },
    pulls: [{ number: 1, head: 'someone:topic', sha: head, headRepositoryId: 2 }],
  });
  using measuring = openRunner({
    event: {
      name: 'pull_request',
      payload: events.pullRequest({ number: 1, base, head, headRepo: 'someone/shop' }),
    },
    inputs: {
      mode: 'measure',
      script: 'load.js',
      start: `${process.execPath} server.mjs`,
      rate: '60',
      budget: '1m',
      'override-label': 'false',
      'k6-path': process.env['PLIMSOLL_K6'] ?? '',
      token: 'ghs_reads_only',
    },
    workspace: workspace.path,
    apiUrl: runs.url,
    run: { id: 31 },
    extra: {
      GITHUB_REF: 'refs/pull/1/merge',
      GITHUB_SHA: merge,
      ...runs.artifacts.environment(runs.url),
    },
  });
  const measured = await measuring.start(bundle.main).ended;
  expect(measured).toMatchObject({ code: 1, log: expect.stringContaining('kept the result as artifact') });
  expect(measuring.summary()).toContain('GET /item');
  expect(runs.journal.filter(({ line }) => line.includes('/repos/'))).toEqual([]);
  const [artifact] = runs.artifacts.stored;
  if (artifact === undefined) throw new Error('no artifact');
  // GitHub knows whose it is; our fake has to be told.
  Object.assign(artifact, { run: 31, headSha: head, headRepositoryId: 2 });

  using reporting = openRunner({
    event: {
      name: 'workflow_run',
      payload: events.workflowRun({ head, headRepository: { id: 2, owner: { login: 'someone' } } }),
    },
    inputs: { token: 'ghs_writes' },
    apiUrl: runs.url,
    run: { id: 32 },
  });
  const reported = await reporting.start(bundle.main).ended;
  expect(reported).toMatchObject({ code: 1 });
  const [comment, ...others] = [...runs.repository.comments.values()];
  expect(others).toEqual([]);
  expect(comment?.body).toContain('GET /item');
  expect(comment?.body).toContain('Measured by code that the pull request controls');
  expect(comment?.body).toContain('Policy changed in this pull request, not obeyed');
  expect(comment?.body).toBe(reporting.outputs()['comment-body']);
  expect(runs.repository.statuses).toMatchObject([{ sha: head, context: 'plimsoll', state: 'failure' }]);
}, 180_000);
