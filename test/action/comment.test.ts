import { expect, test } from '@jest/globals';
import { readSections } from '../../src/github/section.ts';
import { startFaultServer } from '../github/fault-server.ts';
import { events } from './event-json.ts';
import { ended, tell } from './told.ts';

const PASS = ended('pass');
const FAIL = ended('fail-cpu');
const OPEN = ended('inconclusive');
const MATRIX = (service: string): string => JSON.stringify({ service, node: 24 }, null, 2);

test('case 59: jobs of a matrix share a comment, the gravest first, each under its values', async () => {
  await using server = await startFaultServer();
  await tell(server, PASS, { inputs: { section: MATRIX('cart') } });
  await tell(server, FAIL, { inputs: { section: MATRIX('checkout') } });
  const { job } = await tell(server, OPEN, { inputs: { section: MATRIX('search') } });
  const [comment, ...others] = [...server.comments.values()];
  expect(others).toEqual([]);
  const sections = readSections(comment?.body ?? '');
  expect(sections.map(({ ending, body }) => [ending, body.split('\n')[0]])).toEqual([
    ['fail', '### ` checkout, 24 `'],
    ['inconclusive', '### ` search, 24 `'],
    ['pass', '### ` cart, 24 `'],
  ]);
  expect(readSections(job.outputs['comment-body'] ?? '')).toEqual([sections[1]]);
});

test.each(['null', '{}', ''])('a job without a matrix (%j) needs no title', async (section) => {
  await using server = await startFaultServer();
  const { job } = await tell(server, PASS, { inputs: { section } });
  const [body = ''] = [...server.comments.values()].map((comment) => comment.body);
  expect(body).not.toContain('###');
  expect(body).toBe(job.outputs['comment-body']);
});

test('case 2: the values of a matrix cannot notify anybody', async () => {
  await using server = await startFaultServer();
  await tell(server, PASS, { inputs: { section: '{"who":"@octocat","x":{"y":["|`"]}}' } });
  const [body = ''] = [...server.comments.values()].map((comment) => comment.body);
  expect(body).toContain('### `` @octocat, {"y":["|`"]} ``');
});

test.each([
  ['true', 'created', 'created', 'created'],
  ['changes', 'none', 'created', 'created'],
  ['update', 'none', 'none', 'none'],
  ['false', 'none', 'none', 'none'],
])(
  'comment: %s makes a first comment of a pass: %s, a fail: %s, an inconclusive: %s',
  async (comment, ...made) => {
    const counts: string[] = [];
    for (const outcome of [PASS, FAIL, OPEN]) {
      await using server = await startFaultServer();
      const { job } = await tell(server, outcome, { inputs: { comment } });
      counts.push(server.comments.size === 1 ? 'created' : 'none');
      expect(job.annotations.filter((text) => text.includes('comment'))).toEqual([]);
      expect(job.summary).not.toBe('');
    }
    expect(counts).toEqual(made);
  },
);

test.each(['changes', 'update'])(
  'comment: %s lets no old fail stand where there is a pass now',
  async (comment) => {
    await using server = await startFaultServer();
    await tell(server, FAIL, { run: { id: 1 } });
    await tell(server, PASS, { run: { id: 2 }, inputs: { comment } });
    const bodies = [...server.comments.values()].map(({ body }) => body);
    expect(bodies).toHaveLength(1);
    expect(bodies[0]).toContain('ended=pass');
  },
);

test('case 64: a second attempt updates the comment of the first', async () => {
  await using server = await startFaultServer();
  await tell(server, FAIL, { run: { id: 1, attempt: 1 } });
  await tell(server, PASS, { run: { id: 1, attempt: 2 } });
  expect([...server.comments.values()].map(({ body }) => body.split('\n')[0])).toEqual([
    '<!-- plimsoll:gate_2Fload run=1 attempt=2 -->',
  ]);
});

test('case 60: a run that ends after a newer one leaves its comment and says so', async () => {
  await using server = await startFaultServer();
  await tell(server, PASS, { run: { id: 2 } });
  const { job, code } = await tell(server, FAIL, { run: { id: 1 } });
  expect([...server.comments.values()].map(({ body }) => readSections(body)[0]?.ending)).toEqual(['pass']);
  expect(job.log.join('\n')).toContain('comment kept newer');
  expect(code).toBe(1);
});

test('case 7: a name that quotes our marker leads to no second comment', async () => {
  await using server = await startFaultServer();
  const hostile = ended('hostile-names');
  await tell(server, hostile, { run: { id: 1 } });
  await tell(server, hostile, { run: { id: 2 } });
  expect(server.comments.size).toBe(1);
});

test.each([
  ['case 62: closed and locked', 403, 'Unable to create comment because issue is locked.'],
  ['case 62: gone', 404, 'Not Found'],
  ['case 32: archived', 403, 'Repository was archived so is read-only.'],
])('%s: the summary has the report, the verdict stays', async (_, status, message) => {
  await using server = await startFaultServer({ faults: () => ({ kind: 'status', status, message }) });
  const { job, code } = await tell(server, FAIL, { inputs: { 'override-label': 'false' } });
  expect(code).toBe(1);
  expect(job.summary).toContain('No comment was written');
  expect(job.annotations.filter((text) => text.startsWith('warning'))).toHaveLength(1);
});

test('case 63: on merge_group nothing is commented on, and nothing is missing', async () => {
  await using server = await startFaultServer();
  const event = { name: 'merge_group', payload: events.mergeGroup() };
  const { job, code } = await tell(server, FAIL, { event });
  expect(code).toBe(1);
  expect(server.journal).toEqual([]);
  expect(job.annotations.filter((text) => !text.startsWith('error'))).toEqual([]);
});
