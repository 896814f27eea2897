import { expect, test } from '@jest/globals';
import { readLogin } from '../../src/github/identity.ts';
import { writeComment } from '../../src/github/shared-comment.ts';
import { type Posted, postStickyComment, type StickyComment } from '../../src/github/sticky-comment.ts';
import { type Fault, type FaultServerOptions, startFaultServer } from './fault-server.ts';
import { aComment, aSection, openImpatient } from './impatient.ts';

const JOB = 'github-actions[bot]';
const written = (run: number, body: string, attempt = 1): string =>
  writeComment('load', { run, sections: [aSection({ body, attempt })] });
const OURS = written(100, 'pass');
const OLDER = written(99, 'older');

interface Story extends FaultServerOptions {
  readonly before?: readonly (readonly [login: string, body: string])[];
  readonly comment?: Partial<StickyComment>;
}

interface Ending {
  readonly posted: Posted;
  readonly bodies: readonly string[];
  readonly requests: readonly string[];
  readonly tookMs: number;
}

async function play({ before = [], comment = {}, ...options }: Story): Promise<Ending> {
  await using server = await startFaultServer(options);
  for (const [login, body] of before) server.add(login, body);
  const started = Date.now();
  const posted = await postStickyComment(await openImpatient(server.url), aComment(comment));
  return {
    posted,
    bodies: [...server.comments.values()].map(({ body }) => body),
    requests: server.journal.map(({ line }) => line.split(' ')[0] ?? ''),
    tookMs: Date.now() - started,
  };
}

const first =
  (method: string, fault: Fault) =>
  (request: { readonly method: string; readonly n: number }): Fault | null =>
    request.method === method && request.n === 1 ? fault : null;
const always =
  (method: string, fault: Fault) =>
  (request: { readonly method: string }): Fault | null =>
    request.method === method ? fault : null;

test.each<[string, Fault]>([
  ['a 502', { kind: 'store, then status', status: 502 }],
  ['a dead socket', { kind: 'store, then drop' }],
  ['half an answer', { kind: 'truncated' }],
  ['a connection that broke in mid-body', { kind: 'reset in mid-body' }],
])(
  'case 57: a comment that was stored before its answer was lost to %s is not written twice',
  async (_, fault) => {
    const { posted, bodies, requests } = await play({ faults: first('POST', fault) });
    expect(posted).toMatchObject({ kind: 'created' });
    expect(bodies).toEqual([OURS]);
    expect(requests.filter((method) => method === 'POST')).toHaveLength(1);
  },
);

test.each<[string, Fault]>([
  ['a 502', { kind: 'status', status: 502 }],
  ['a dead socket', { kind: 'drop' }],
])('case 57: a comment that %s swallowed is written after a search', async (_, fault) => {
  const { posted, bodies, requests } = await play({ faults: first('POST', fault) });
  expect(posted).toMatchObject({ kind: 'created' });
  expect(bodies).toHaveLength(1);
  expect(requests).toEqual(['GET', 'POST', 'GET', 'POST', 'GET']);
});

test('a server that keeps nothing is not asked for ever', async () => {
  const { posted, requests } = await play({ faults: always('POST', { kind: 'status', status: 500 }) });
  expect(posted.kind).toBe('unwritable');
  expect(requests.filter((method) => method === 'POST')).toHaveLength(2);
});

test('case 61: a comment that is deleted between reading and writing is made anew, once', async () => {
  const faults = always('PATCH', { kind: 'status', status: 404 });
  const { posted, requests } = await play({ faults, before: [[JOB, OLDER]] });
  expect(posted.kind).toBe('created');
  expect(requests).toEqual(['GET', 'PATCH', 'GET', 'POST', 'GET']);
});

test.each<[string, Fault]>([
  ['a 503', { kind: 'status', status: 503 }],
  ['a dead socket', { kind: 'drop' }],
  ['a dead socket after storing', { kind: 'store, then drop' }],
])('case 57: an update is repeated after %s', async (_, fault) => {
  const { posted, bodies } = await play({ faults: first('PATCH', fault), before: [[JOB, OLDER]] });
  expect(posted.kind).toBe('updated');
  expect(bodies).toEqual([OURS]);
});

test.each<[string, Fault]>([
  ['truncated JSON', { kind: 'truncated' }],
  ['a proxy that answers in HTML', { kind: 'text', contentType: 'text/html', text: '<html>login</html>' }],
  ['JSON of another kind', { kind: 'text', contentType: 'application/json', text: '{"message":"hello"}' }],
  ['a body that never ends', { kind: 'drip' }],
  ['a connection that breaks in mid-body', { kind: 'reset in mid-body' }],
  ['a dead socket', { kind: 'drop' }],
])('case 66: searching through %s ends in time with a reason and no comment', async (_, fault) => {
  const { posted, bodies, tookMs } = await play({ faults: always('GET', fault) });
  expect(posted).toMatchObject({ kind: 'unwritable', hint: expect.stringContaining('job summary') });
  expect(bodies).toEqual([]);
  expect(tookMs).toBeLessThan(3500);
});

test('what was written stays written when it cannot be checked', async () => {
  const { posted, bodies } = await play({
    faults: ({ method, n }) => (method === 'GET' && n > 1 ? { kind: 'status', status: 500 } : null),
  });
  expect(posted.kind).toBe('created');
  expect(bodies).toHaveLength(1);
});

test('case 66: a next page that is the page itself is read twice, not for ever', async () => {
  const { posted, requests } = await play({ isCircular: true, before: [[JOB, OLDER]] });
  expect(posted.kind).toBe('updated');
  expect(requests).toEqual(['GET', 'GET', 'PATCH', 'GET', 'GET']);
});

test('case 30: a token that may not write names the permission that is missing', async () => {
  const message = 'Resource not accessible by integration';
  const { posted } = await play({ faults: always('POST', { kind: 'status', status: 403, message }) });
  expect(posted).toMatchObject({
    kind: 'unwritable',
    reason: expect.stringContaining(message),
    hint: expect.stringContaining('pull-requests: write'),
  });
});

test('case 29: on a fork the reader is sent to the summary, not to a permission that would not help', async () => {
  const faults = always('POST', {
    kind: 'status',
    status: 403,
    message: 'Resource not accessible by integration',
  });
  const { posted } = await play({ faults, comment: { isFork: true } });
  expect(posted).toMatchObject({ kind: 'unwritable', reason: expect.stringContaining('forks') });
  expect(posted).toMatchObject({ hint: expect.stringMatching(/job summary.*workflow_run/) });
  expect(posted).not.toMatchObject({ hint: expect.stringContaining('permissions:') });
});

test.each([
  [403, 'Unable to create comment because issue is locked.', 'locked'],
  [410, 'This issue was deleted', 'gone'],
  [404, 'Not Found', 'gone'],
  [422, 'Validation Failed: body is too long', '422'],
  [401, 'Bad credentials', 'token'],
])('case 32: status %i (%s) is explained', async (status, message, word) => {
  const { posted, requests } = await play({ faults: always('POST', { kind: 'status', status, message }) });
  expect(posted).toMatchObject({ kind: 'unwritable', reason: expect.stringContaining(word) });
  expect(requests.filter((method) => method === 'POST')).toHaveLength(1);
});

test('case 55: a short rate limit is waited for, also by the first write', async () => {
  const { posted, bodies, tookMs } = await play({
    faults: first('POST', { kind: 'status', status: 429, headers: { 'retry-after': '1' } }),
  });
  expect(posted.kind).toBe('created');
  expect(bodies).toHaveLength(1);
  expect(tookMs).toBeGreaterThanOrEqual(1000);
});

test('case 56: a rate limit beyond our time is not waited for, and its end is told', async () => {
  const reset = Math.floor(Date.now() / 1000) + 3000;
  const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(reset) };
  const { posted, tookMs, requests } = await play({
    faults: always('GET', { kind: 'status', status: 403, headers }),
  });
  expect(posted).toMatchObject({
    kind: 'unwritable',
    reason: expect.stringContaining(new Date((reset + 1) * 1000).toISOString().slice(0, 16)),
  });
  expect(tookMs).toBeLessThan(1000);
  expect(requests).toHaveLength(1);
});

test('case 60: a run that ends after a newer one leaves its comment alone', async () => {
  const newer = written(100, 'newer', 2);
  const { posted, bodies, requests } = await play({ before: [[JOB, newer]] });
  expect(posted.kind).toBe('kept newer');
  expect(bodies).toEqual([newer]);
  expect(requests).toEqual(['GET']);
});

test('case 60: of several comments of ours the first stays, with the newest text', async () => {
  const newer = written(101, 'newer');
  const { posted, bodies } = await play({
    before: [
      [JOB, OLDER],
      ['octo', 'hm'],
      [JOB, newer],
      [JOB, OLDER],
    ],
  });
  expect(posted.kind).toBe('kept newer');
  expect(bodies).toEqual([newer, 'hm']);
});

test('case 7: comments with another key, by strangers, or that quote a marker are not ours', async () => {
  const before = [
    ['stranger', OLDER],
    [JOB, OLDER.replace('load', 'other')],
    [JOB, `quoting:\n${OLDER}`],
  ] as const;
  const { posted, bodies } = await play({ before });
  expect(posted.kind).toBe('created');
  expect(bodies).toEqual([...before.map(([, body]) => body), OURS]);
});

test('an identity that was guessed wrong is corrected by the first answer', async () => {
  const { posted, bodies } = await play({ login: 'our-app[bot]', before: [['our-app[bot]', OLDER]] });
  expect(posted.kind).toBe('created');
  expect(bodies).toEqual([OURS]);
});

test('the login comes from GraphQL, where tokens of jobs, apps and people are known', async () => {
  await using server = await startFaultServer({ login: 'our-app[bot]' });
  expect(await readLogin(await openImpatient(server.url), server.url)).toBe('our-app[bot]');
});
