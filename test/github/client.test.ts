import { expect, test } from '@jest/globals';
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
