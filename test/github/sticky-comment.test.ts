import { expect, test } from '@jest/globals';
import { readLogin } from '../../src/github/identity.ts';
import { type Posted, postStickyComment, type StickyComment } from '../../src/github/sticky-comment.ts';
import { type EmulatedGitHub, emulateGitHub, JOB, OWNER, STRANGER } from './emulator.ts';
import { aComment, aSection, openImpatient } from './impatient.ts';

async function post(emulated: EmulatedGitHub, change: Partial<StickyComment>): Promise<Posted> {
  const { apiUrl, conversation } = emulated;
  const github = await openImpatient(apiUrl, {}, JOB.token);
  const login = await readLogin(github, apiUrl);
  return postStickyComment(github, aComment({ conversation, login, ...change }));
}

const says = (run: number, body: string): Partial<StickyComment> => ({ run, section: aSection({ body }) });

test('the first run creates the comment, the second updates it', async () => {
  await using emulated = await emulateGitHub();
  const first = await post(emulated, says(1, 'inconclusive'));
  const [created] = await emulated.comments();
  const second = await post(emulated, says(2, 'pass'));
  const comments = await emulated.comments();
  expect([first.kind, second.kind]).toEqual(['created', 'updated']);
  expect(comments).toHaveLength(1);
  expect(comments[0]).toMatchObject({ id: created?.id, user: { login: JOB.login } });
  expect(comments[0]?.body.trim().split('\n')).toEqual([
    '<!-- plimsoll:load run=2 attempt=1 -->',
    '',
    '<!-- plimsoll section=job attempt=1 ended=pass -->',
    'pass',
  ]);
});

test('case 58: ours is found among 250 comments', async () => {
  await using emulated = await emulateGitHub();
  for (let i = 1; i < 240; i++) await emulated.comment(OWNER, `remark ${i}`);
  await post(emulated, says(1, 'first'));
  for (let i = 241; i <= 250; i++) await emulated.comment(OWNER, `remark ${i}`);
  const posted = await post(emulated, says(2, 'second'));
  const comments = await emulated.comments();
  expect(posted.kind).toBe('updated');
  expect(comments).toHaveLength(250);
  expect(comments[239]?.body).toContain('second');
});

test("case 6: a stranger's comment with our marker is left alone", async () => {
  await using emulated = await emulateGitHub();
  const forged = '<!-- plimsoll:load run=9999 attempt=1 -->\nAll is well, merge at once.';
  await emulated.comment(STRANGER, forged);
  const posted = await post(emulated, says(100, 'fail'));
  const comments = await emulated.comments();
  expect(posted.kind).toBe('created');
  expect(comments.map(({ user, body }) => [user.login, body.trim().split('\n').at(-1)])).toEqual([
    [STRANGER.login, 'All is well, merge at once.'],
    [JOB.login, 'fail'],
  ]);
});
