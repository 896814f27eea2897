import { expect, test } from '@jest/globals';
import { openGitHub, PATIENCE } from '../../src/github/client.ts';
import { createComment, updateComment } from '../../src/github/comments.ts';
import { readLogin } from '../../src/github/identity.ts';
import { type Fault, startFaultServer } from './fault-server.ts';
import { CONVERSATION, openImpatient } from './impatient.ts';

const BUSY: Fault = { kind: 'status', status: 503 };

test('case 55: writes keep their distance, whatever their kind', async () => {
  await using server = await startFaultServer();
  const github = await openImpatient(server.url, { writeGapMs: 150 });
  await createComment(github, CONVERSATION, 'one');
  await updateComment(github, CONVERSATION, 1, 'two');
  await createComment(github, CONVERSATION, 'three');
  const times = server.journal.map(({ at }) => at);
  const gaps = times.slice(1).map((at, i) => at - (times[i] ?? 0));
  expect(gaps).toHaveLength(2);
  for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(140);
});

test('reading is tried three times, each wait longer than the one before', async () => {
  await using server = await startFaultServer({ faults: () => BUSY });
  const github = await openImpatient(server.url, { backoffMs: 60 });
  expect(await github.send('GET /user', {})).toMatchObject({ kind: 'lost' });
  const [a = 0, b = 0, c = 0, ...more] = server.journal.map(({ at }) => at);
  expect(more).toEqual([]);
  expect(b - a).toBeGreaterThanOrEqual(55);
  expect(c - b).toBeGreaterThanOrEqual(115);
});

test('case 66: all requests share one time, and nothing is sent when it is used up', async () => {
  await using server = await startFaultServer({ faults: () => ({ kind: 'drip' }) });
  const github = await openImpatient(server.url, { totalMs: 500, requestMs: 200 });
  const started = Date.now();
  const answers = [];
  for (let i = 0; i < 5; i++) answers.push(await github.send('GET /user', {}));
  expect(answers[0]).toEqual({ kind: 'lost', message: expect.stringContaining('in time') });
  expect(answers[4]).toEqual({ kind: 'lost', message: expect.stringContaining('used up') });
  expect(Date.now() - started).toBeLessThan(900);
  expect(server.journal.length).toBeLessThanOrEqual(3);
});

test('a host that does not answer at all is an answer, too', async () => {
  const github = await openImpatient('http://127.0.0.1:1');
  expect(await github.send('GET /user', {})).toMatchObject({ kind: 'lost', message: expect.any(String) });
});

test('case 55: a rate limit that never ends is given up after three answers', async () => {
  const faults = () => ({ kind: 'status', status: 429, headers: { 'retry-after': '0' } }) as const;
  await using server = await startFaultServer({ faults });
  expect((await (await openImpatient(server.url)).send('GET /user', {})).kind).toBe('limited');
  expect(server.journal).toHaveLength(3);
});

test('case 65: on an Enterprise server GraphQL is beside /api/v3, not below it', async () => {
  await using server = await startFaultServer();
  const apiUrl = `${server.url}/api/v3`;
  await readLogin(await openImpatient(apiUrl), apiUrl);
  expect(server.journal[0]?.line).toBe('POST /api/graphql');
});

/** A clock that is as patient as it is told to be, and takes no time. */
function createClock() {
  const slept: number[] = [];
  let time = Date.now();
  return {
    slept,
    now: () => time,
    sleep: async (ms: number) => {
      slept.push(ms);
      time += ms;
    },
  };
}

const limited = (after: string): Fault => ({
  kind: 'status',
  status: 429,
  headers: { 'retry-after': after },
});
const secondary: Fault = { kind: 'status', status: 403, message: 'You have exceeded a secondary rate limit' };

test.each<[string, Fault, number]>([
  ['retry-after 1', limited('1'), 1000],
  ['retry-after 60', limited('60'), 60_000],
  ['a secondary limit without a time', secondary, 60_000],
])('case 55: %s is waited for, once', async (_, fault, ms) => {
  await using server = await startFaultServer({ faults: ({ n }) => (n === 1 ? fault : null) });
  const clock = createClock();
  const github = await openGitHub({ token: 'ghs_job', apiUrl: server.url, clock });
  expect((await createComment(github, CONVERSATION, 'one')).kind).toBe('ok');
  expect(clock.slept.filter((each) => each > PATIENCE.writeGapMs || each === ms)).toEqual([ms]);
  expect(server.journal).toHaveLength(2);
  expect(server.comments.size).toBe(1);
});

test('case 55: retry-after 3600 is not waited for', async () => {
  await using server = await startFaultServer({ faults: () => limited('3600') });
  const clock = createClock();
  const github = await openGitHub({ token: 'ghs_job', apiUrl: server.url, clock });
  const created = await createComment(github, CONVERSATION, 'one');
  expect(created).toEqual({ kind: 'limited', until: clock.now() + 3_600_000 });
  expect(clock.slept).toEqual([]);
  expect(server.journal).toHaveLength(1);
});

test('case 55: limits that come again and again end with the time for all requests', async () => {
  await using server = await startFaultServer({ faults: () => limited('50') });
  const clock = createClock();
  const github = await openGitHub({ token: 'ghs_job', apiUrl: server.url, clock });
  for (let i = 0; i < 3; i++) expect((await github.send('GET /user', {})).kind).not.toBe('ok');
  expect(clock.slept.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(PATIENCE.totalMs);
  expect(server.journal.length).toBeLessThanOrEqual(5);
});

test('case 57: what creates something is never sent again after a 5xx, what only sets or reads is', async () => {
  await using server = await startFaultServer({ faults: () => BUSY });
  const github = await openImpatient(server.url);
  await createComment(github, CONVERSATION, 'one');
  expect(server.journal).toHaveLength(1);
  await updateComment(github, CONVERSATION, 1, 'two');
  expect(server.journal).toHaveLength(4);
});
