import { expect, test } from '@jest/globals';
import { defaultBase } from '../../src/github/default-base.ts';
import { type Event, parseEvent } from '../../src/github/event.ts';
import { events, SHAS } from '../action/event-json.ts';

const parse = (name: string, payload: unknown, environment = {}): Event =>
  parseEvent(name, JSON.stringify(payload), environment);
const MERGE = { GITHUB_REF: 'refs/pull/7/merge', GITHUB_SHA: SHAS.merge };

test('a pull request on its merge commit', () => {
  expect(parse('pull_request', events.pullRequest({ labels: ['slow'] }), MERGE)).toEqual({
    kind: 'pull request',
    number: 7,
    baseSha: SHAS.base,
    baseRef: 'main',
    headSha: SHAS.head,
    isFork: false,
    labels: ['slow'],
    mergeSha: SHAS.merge,
  });
});

test('a fork is told from a branch, also when it is gone', () => {
  expect(parse('pull_request', events.pullRequest({ headRepo: 'someone/shop' }))).toMatchObject({
    isFork: true,
  });
  expect(parse('pull_request', events.pullRequest({ headRepo: null }))).toMatchObject({ isFork: true });
});

test('a push to the default branch, to another, and the first of a branch', () => {
  expect(parse('push', events.push({ branch: 'main' }))).toMatchObject({
    isDefault: true,
    before: SHAS.base,
  });
  expect(parse('push', events.push({ branch: 'topic' }))).toMatchObject({
    branch: 'topic',
    isDefault: false,
  });
  expect(parse('push', events.push({ branch: 'topic', before: '0'.repeat(40) }))).toMatchObject({
    before: null,
  });
});

test('merge group, schedule, dispatch, workflow run, and the rest', () => {
  expect(parse('merge_group', events.mergeGroup())).toMatchObject({ baseSha: SHAS.base, headSha: SHAS.head });
  const main = { GITHUB_REF: 'refs/heads/main', GITHUB_SHA: SHAS.head };
  expect(parse('schedule', { schedule: '0 3 * * *' }, main)).toMatchObject({
    kind: 'schedule',
    branch: 'main',
  });
  expect(parse('workflow_dispatch', events.dispatch(), main)).toMatchObject({
    isDefault: true,
    sha: SHAS.head,
  });
  expect(parse('workflow_run', events.workflowRun())).toMatchObject({ id: 31, source: 'pull_request' });
  expect(parse('issue_comment', {})).toEqual({ kind: 'other', name: 'issue_comment' });
  expect(parse('constructor', {})).toEqual({ kind: 'other', name: 'constructor' });
});

test('case 33: pull_request_target is refused with the reason and the other way', () => {
  expect(() => parse('pull_request_target', events.pullRequest())).toThrow(
    expect.objectContaining({
      kind: 'settings',
      message: expect.stringContaining('pull_request_target'),
      hint: expect.stringContaining('workflow_run'),
    }),
  );
});

test.each([
  ['', 'not JSON'],
  ['{"pull_request":', 'not JSON'],
  ['null', 'the whole'],
  ['{}', 'pull_request'],
  ['{"pull_request":{"number":"7"}}', 'pull_request.number'],
])('an event file that holds %j is a failure that names the place', (text, place) => {
  expect(() => parseEvent('pull_request', text, {})).toThrow(
    expect.objectContaining({ kind: 'settings', message: expect.stringContaining(place) }),
  );
});

const noParent = async () => null;

test('a merge commit is compared with the base it was merged into, however old the event', async () => {
  const event = parse('pull_request', events.pullRequest(), MERGE);
  expect(await defaultBase(event, async (sha) => (sha === SHAS.merge ? SHAS.parent : null))).toBe(
    SHAS.parent,
  );
  expect(await defaultBase(event, noParent)).toBe(SHAS.base);
});

test('what other events compare with', async () => {
  const bases = [
    parse('push', events.push({ branch: 'main' })),
    parse('push', events.push({ branch: 'topic' })),
    parse('merge_group', events.mergeGroup()),
    parse('workflow_dispatch', events.dispatch(), { GITHUB_REF: 'refs/heads/topic' }),
    parse('issue_comment', {}),
  ].map((event) => defaultBase(event, noParent));
  expect(await Promise.all(bases)).toEqual([SHAS.base, 'main', SHAS.base, 'main', null]);
});
