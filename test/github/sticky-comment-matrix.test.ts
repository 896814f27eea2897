import { expect, test } from '@jest/globals';
import { readComment } from '../../src/github/shared-comment.ts';
import { type Posted, postStickyComment, type StickyComment } from '../../src/github/sticky-comment.ts';
import { type FaultScript, type FaultServer, startFaultServer } from './fault-server.ts';
import { aComment, aSection, openImpatient } from './impatient.ts';

const JOBS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** One job of a matrix, through a connection of its own. */
async function write(server: FaultServer, job: string, change: Partial<StickyComment> = {}): Promise<Posted> {
  const github = await openImpatient(server.url, { totalMs: 15_000, settleMs: 150 });
  const section = aSection({ key: job, body: `### ${job}` });
  return postStickyComment(github, aComment({ isShared: true, section, ...change }));
}

/** Sections of all comments, by comment. */
const sections = (server: FaultServer): string[][] =>
  [...server.comments.values()].map(({ body }) =>
    (readComment('load', body)?.sections ?? []).map(({ key, attempt }) => `${key}${attempt}`),
  );
const first = (attempt: number): string[] => JOBS.map((job) => `${job}${attempt}`);

const never: FaultScript = () => null;
const STORED: FaultScript = ({ method, n }) =>
  method === 'POST' && n % 5 === 1 ? { kind: 'store, then status', status: 502 } : null;
const BROKEN: FaultScript = ({ method, n }) =>
  method !== 'POST' && n % 7 === 3 ? { kind: 'reset in mid-body' } : STORED({ method, n, path: '' });

test.each([
  ['nothing goes wrong', never],
  ['a fifth of all comments is stored, then answered with 502', STORED],
  ['a seventh of all answers breaks off as well', BROKEN],
])('case 59: eight jobs at once leave one comment with eight sections where %s', async (_, faults) => {
  await using server = await startFaultServer({ faults });
  const posted = await Promise.all(JOBS.map((job) => write(server, job)));
  expect(sections(server)).toEqual([first(1)]);
  expect(posted.filter(({ kind }) => kind === 'unwritable')).toEqual([]);
});

test('case 64: a second attempt of some jobs replaces their sections and keeps the others', async () => {
  await using server = await startFaultServer();
  await Promise.all(JOBS.map((job) => write(server, job)));
  const again = (job: string) => write(server, job, { section: aSection({ key: job, attempt: 2 }) });
  await Promise.all([again('b'), again('g')]);
  expect(sections(server)[0]?.toSorted()).toEqual(['a1', 'b2', 'c1', 'd1', 'e1', 'f1', 'g2', 'h1']);
});

test('case 60: an older attempt that ends later does not come back', async () => {
  await using server = await startFaultServer();
  await write(server, 'a', { section: aSection({ key: 'a', attempt: 2 }) });
  const posted = await write(server, 'a', { section: aSection({ key: 'a', attempt: 1 }) });
  expect(posted.kind).toBe('kept newer');
  expect(sections(server)).toEqual([['a2']]);
});

test('case 60: the first section of a newer run replaces all of an older one, which never comes back', async () => {
  await using server = await startFaultServer();
  await Promise.all(['a', 'b'].map((job) => write(server, job)));
  await write(server, 'b', { run: 101 });
  expect(sections(server)).toEqual([['b1']]);
  const late = await write(server, 'c', { run: 100 });
  expect(late.kind).toBe('kept newer');
  expect(sections(server)).toEqual([['b1']]);
});

test('case 59: jobs of two runs at once leave the sections of the newer one', async () => {
  await using server = await startFaultServer();
  await Promise.all(JOBS.map((job, at) => write(server, job, { run: at % 2 === 0 ? 100 : 101 })));
  expect(sections(server)).toEqual([['b1', 'd1', 'f1', 'h1']]);
});

test.each([true, false])(
  'a job that may not create a comment adds to one (there is one: %s)',
  async (isThere) => {
    await using server = await startFaultServer();
    if (isThere) await write(server, 'a');
    const posted = await write(server, 'b', { mayCreate: false });
    expect(posted.kind).toBe(isThere ? 'updated' : 'not created');
    expect(sections(server)).toEqual(isThere ? [['a1', 'b1']] : []);
  },
);
