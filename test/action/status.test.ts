import { expect, test } from '@jest/globals';
import type { Outcome } from '../../src/action/outcome.ts';
import { measurementFailure } from '../../src/core/failure.ts';
import { startFaultServer } from '../github/fault-server.ts';
import { events, SHAS } from './event-json.ts';
import { ended, tell } from './told.ts';

const ALONE = { comment: 'false', 'override-label': 'false' };
const error: Outcome = {
  kind: 'not measured',
  failure: measurementFailure('base ended with code 1; its last lines:\nsecret stuff', 'Look.'),
};

test.each<[string, Outcome, string, RegExp]>([
  ['pass', ended('pass'), 'success', /^No change|^[A-Z]/],
  ['fail', ended('fail-cpu'), 'failure', /^More CPU/],
  ['inconclusive', ended('inconclusive'), 'success', /^Inconclusive: /],
  ['inconclusive that fails', ended('inconclusive', 'fail'), 'failure', /^Inconclusive: /],
  ['an error', error, 'error', /^Could not measure: base ended with code 1/],
  ['cancelled', { kind: 'cancelled' }, 'error', /^Cancelled/],
])('%s becomes a state and a sentence', async (_, outcome, state, description) => {
  await using server = await startFaultServer();
  await tell(server, outcome, { inputs: { ...ALONE, status: 'true' }, run: { id: 12, attempt: 3 } });
  expect(server.statuses).toEqual([
    {
      sha: SHAS.head,
      context: 'plimsoll',
      state,
      description: expect.stringMatching(description),
      target_url: 'https://github.com/octo/shop/actions/runs/12/attempts/3',
    },
  ]);
});

test.each([
  [{}, []],
  [{ status: 'false' }, []],
  [{ status: 'true' }, ['plimsoll']],
  [{ status: 'load test' }, ['load test']],
  [{ status: 'true', section: '{"service":"cart"}' }, ['plimsoll / cart']],
])('with %j the contexts are %j', async (inputs, contexts) => {
  await using server = await startFaultServer();
  await tell(server, ended('pass'), { inputs: { ...ALONE, ...inputs } });
  expect(server.statuses.map(({ context }) => context)).toEqual(contexts);
});

test('case 63: in a merge queue the status is on the commit of the group', async () => {
  await using server = await startFaultServer();
  const event = { name: 'merge_group', payload: events.mergeGroup() };
  await tell(server, ended('fail-cpu'), { event, inputs: { status: 'true' } });
  expect(server.statuses).toMatchObject([{ sha: SHAS.head, state: 'failure' }]);
});

test('case 60: two runs on two commits leave a status on each', async () => {
  await using server = await startFaultServer();
  const on = (head: string) => ({ name: 'pull_request', payload: events.pullRequest({ head }) });
  const inputs = { ...ALONE, status: 'true' };
  await tell(server, ended('pass'), { inputs, event: on('1'.repeat(40)), run: { id: 2 } });
  await tell(server, ended('fail-cpu'), { inputs, event: on('2'.repeat(40)), run: { id: 1 } });
  expect(server.statuses.map(({ sha, state }) => [sha[0], state])).toEqual([
    ['1', 'success'],
    ['2', 'failure'],
  ]);
});

test('case 30: a token without statuses: write leads to one warning that names the line, and no other verdict', async () => {
  const message = 'Resource not accessible by integration';
  await using server = await startFaultServer({
    faults: ({ path }) => (path.includes('/statuses/') ? { kind: 'status', status: 403, message } : null),
  });
  const { job, code } = await tell(server, ended('pass'), { inputs: { status: 'true' } });
  expect(code).toBe(0);
  expect(job.annotations).toEqual([
    expect.stringMatching(
      /^warning: No commit status: .*`permissions: \{ contents: read, statuses: write \}`/,
    ),
  ]);
  expect(job.summary).toContain('No commit status was set');
  expect(server.comments.size).toBe(1);
});

test('case 62: a commit that was pushed away has no status, and the verdict stays', async () => {
  await using server = await startFaultServer({
    faults: () => ({ kind: 'status', status: 422, message: `No commit found for SHA: ${SHAS.head}` }),
  });
  const { job, code } = await tell(server, ended('fail-cpu'), { inputs: { ...ALONE, status: 'true' } });
  expect(code).toBe(1);
  expect(job.summary).toContain('the commit is no longer there');
});
