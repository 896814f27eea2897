import { expect, test } from '@jest/globals';
import { parseEvent } from '../../src/github/event.ts';
import { type CommitStatus, setStatus, statusSha } from '../../src/github/status.ts';
import { events, SHAS } from '../action/event-json.ts';
import { type Fault, startFaultServer } from './fault-server.ts';
import { openImpatient } from './impatient.ts';

const status = (change: Partial<CommitStatus> = {}): CommitStatus => ({
  owner: 'octo',
  repo: 'shop',
  sha: SHAS.head,
  context: 'plimsoll',
  state: 'success',
  description: 'No change was seen.',
  targetUrl: 'https://github.example/octo/shop/actions/runs/1/attempts/1',
  isFork: false,
  ...change,
});

test('a status is set on its commit, as GitHub describes it', async () => {
  await using server = await startFaultServer();
  expect(await setStatus(await openImpatient(server.url), status())).toEqual({ kind: 'set' });
  expect(server.statuses).toEqual([
    {
      sha: SHAS.head,
      context: 'plimsoll',
      state: 'success',
      description: 'No change was seen.',
      target_url: 'https://github.example/octo/shop/actions/runs/1/attempts/1',
    },
  ]);
});

test.each(['x'.repeat(500), '🛒'.repeat(200), 'two\nlines '.repeat(40)])(
  'a description keeps to 140 characters and one line: %.12j',
  async (description) => {
    await using server = await startFaultServer();
    await setStatus(await openImpatient(server.url), status({ description }));
    const [{ description: kept = '' } = {}] = server.statuses;
    expect(kept.length).toBeLessThanOrEqual(140);
    expect(kept.length).toBeGreaterThan(130);
    expect(kept).toMatch(/^[^\n]*…$/u);
    expect(kept.isWellFormed()).toBe(true);
  },
);

test.each<[string, Fault]>([
  ['a 502', { kind: 'store, then status', status: 502 }],
  ['a dead socket', { kind: 'drop' }],
])(
  'case 57: a status whose answer was lost to %s is set again: twice is as good as once',
  async (_, fault) => {
    await using server = await startFaultServer({ faults: ({ n }) => (n === 1 ? fault : null) });
    expect(await setStatus(await openImpatient(server.url), status())).toEqual({ kind: 'set' });
    expect(server.journal).toHaveLength(2);
  },
);

test.each([
  ['case 30', 403, 'Resource not accessible by integration', false, /statuses: write/],
  ['case 29', 403, 'Resource not accessible by integration', true, /second workflow/],
  ['case 62', 422, 'No commit found for SHA: aaaa', false, /no longer there.*own result still counts/],
  ['case 32', 404, 'Not Found', false, /statuses: write/],
  ['case 32', 410, 'Gone', false, /gone/],
])('%s: status %i (%s) is explained', async (_, code, message, isFork, expected) => {
  await using server = await startFaultServer({ faults: () => ({ kind: 'status', status: code, message }) });
  const set = await setStatus(await openImpatient(server.url), status({ isFork }));
  expect(set.kind).toBe('unwritable');
  expect(set.kind === 'unwritable' && `${set.reason}. ${set.hint}`).toMatch(expected);
  expect(server.journal).toHaveLength(1);
});

const MAIN = { GITHUB_REF: 'refs/heads/main', GITHUB_SHA: SHAS.merge };
test.each([
  [
    'case 60: pull_request',
    events.pullRequest(),
    { GITHUB_REF: 'refs/pull/7/merge', GITHUB_SHA: SHAS.merge },
    SHAS.head,
  ],
  ['case 63: merge_group', events.mergeGroup(), {}, SHAS.head],
  ['push', events.push({ branch: 'main' }), {}, SHAS.head],
  ['schedule', {}, MAIN, SHAS.merge],
  ['workflow_dispatch', events.dispatch(), MAIN, SHAS.merge],
  ['issue_comment', {}, MAIN, null],
])('%s: the status belongs on the commit that somebody pushed', (name, payload, environment, sha) => {
  const event = parseEvent(name.split(': ').at(-1) ?? '', JSON.stringify(payload), environment);
  expect(statusSha(event)).toBe(sha);
});
