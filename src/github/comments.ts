import { z } from 'zod';
import type { Answer, GitHub } from './client.ts';
import { type Outcome, parseAnswer, readPages } from './pages.ts';

/** The conversation of a pull request. */
export interface Conversation {
  readonly owner: string;
  readonly repo: string;
  readonly number: number;
}

export interface Comment {
  readonly id: number;
  readonly body: string;
  readonly author: string;
  readonly url: string;
}

const COMMENT = z
  .object({
    id: z.number(),
    body: z.string().nullish(),
    user: z.object({ login: z.string() }).nullish(),
    html_url: z.string().nullish(),
  })
  .transform(
    ({ id, body, user, html_url }): Comment => ({
      id,
      body: body ?? '',
      author: user?.login ?? '',
      url: html_url ?? '',
    }),
  );

export async function listComments(
  github: GitHub,
  { owner, repo, number }: Conversation,
): Promise<Outcome<readonly Comment[]>> {
  const route = 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments';
  const list = { schema: COMMENT, idOf: ({ id }: Comment) => id };
  return readPages(github, route, { owner, repo, issue_number: number }, list);
}

export async function createComment(
  github: GitHub,
  { owner, repo, number }: Conversation,
  body: string,
): Promise<Outcome<Comment>> {
  const route = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments';
  return parseAnswer(await github.send(route, { owner, repo, issue_number: number, body }), COMMENT);
}

export async function updateComment(
  github: GitHub,
  { owner, repo }: Conversation,
  id: number,
  body: string,
): Promise<Outcome<Comment>> {
  const route = 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}';
  return parseAnswer(await github.send(route, { owner, repo, comment_id: id, body }), COMMENT);
}

export async function deleteComment(
  github: GitHub,
  { owner, repo }: Conversation,
  id: number,
): Promise<Answer> {
  return github.send('DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}', {
    owner,
    repo,
    comment_id: id,
  });
}
