import { expect, test } from '@jest/globals';
import { readSections } from '../../src/github/section.ts';
import { type Posted, postStickyComment } from '../../src/github/sticky-comment.ts';
import { createConversation, type FakeConversation } from './fake-conversation.ts';
import { aComment, aSection } from './impatient.ts';

const RACES = Array.from({ length: 50 }, (_, race) => race);
const DELAYS = { mostDelayMs: 10, settleMs: 200 };

const write = (place: FakeConversation, run: number, body: string): Promise<Posted> =>
  postStickyComment(place.connect(), aComment({ run, section: aSection({ body }) }));
const bodies = (place: FakeConversation): string[] =>
  [...place.comments.values()].map(({ body }) => body.trimEnd().split('\n').at(-1) ?? '');

test('case 59: two runs that comment at the same moment leave one comment, the newer one', async () => {
  const ends = await Promise.all(
    RACES.map(async (race) => {
      const place = createConversation(`two ${race}`, DELAYS);
      const posted = await Promise.all([write(place, 2, 'newer'), write(place, 1, 'older')]);
      return { bodies: bodies(place), kinds: posted.map(({ kind }) => kind) };
    }),
  );
  expect(ends.map((end) => end.bodies)).toEqual(RACES.map(() => ['newer']));
  expect(ends.flatMap((end) => end.kinds)).not.toContain('unwritable');
});

test('eight jobs that nothing tells apart leave one comment, and none of them is refused', async () => {
  const ends = await Promise.all(
    RACES.slice(0, 20).map(async (race) => {
      const place = createConversation(`eight ${race}`, DELAYS);
      const jobs = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
      const posted = await Promise.all(jobs.map((job) => write(place, 1, job)));
      return { count: place.comments.size, refused: posted.filter(({ kind }) => kind === 'unwritable') };
    }),
  );
  expect(ends).toEqual(ends.map(() => ({ count: 1, refused: [] })));
});

const jobSection = (place: FakeConversation, job: string, run = 100): Promise<Posted> =>
  postStickyComment(
    place.connect(),
    aComment({ run, isShared: true, section: aSection({ key: job, body: job }) }),
  );
const JOBS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const sectionsIn = (place: FakeConversation): string[][] =>
  [...place.comments.values()].map(({ body }) => readSections(body).map(({ key }) => key));

test.each([
  ['on an empty pull request', async () => {}],
  ['over the comment of an older run', (place: FakeConversation) => jobSection(place, 'old', 99)],
])('case 59: eight jobs of a matrix %s leave one comment with eight sections', async (name, before) => {
  const ends = await Promise.all(
    RACES.slice(0, 20).map(async (race) => {
      const place = createConversation(`matrix ${name} ${race}`, DELAYS);
      await before(place);
      const posted = await Promise.all(JOBS.map((job) => jobSection(place, job)));
      return { sections: sectionsIn(place), refused: posted.filter(({ kind }) => kind === 'unwritable') };
    }),
  );
  expect(ends).toEqual(ends.map(() => ({ sections: [JOBS], refused: [] })));
});

test('case 61: a comment that a person deletes while we write comes back as one', async () => {
  const place = createConversation('deleted', DELAYS);
  await write(place, 1, 'first');
  const writing = write(place, 2, 'second');
  place.comments.clear();
  await writing;
  expect(bodies(place)).toEqual(['second']);
});
