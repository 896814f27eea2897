import { z } from 'zod';
import type { Answer, GitHub } from './client.ts';

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

/** What came of a request about comments: the answer's content, or the answer that had none. */
export type Outcome<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | Exclude<Answer, { readonly kind: 'ok' }>
  | { readonly kind: 'too many' };

/** 5,000 comments: more than GitHub lets a conversation have in practice. */
const MOST_PAGES = 50;

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

/**
 * All comments. The Link header only says whether there is more, the address of the next page is ours:
 * a strange Link can neither send the token elsewhere nor lead round in circles.
 */
export async function listComments(
  github: GitHub,
  { owner, repo, number }: Conversation,
): Promise<Outcome<readonly Comment[]>> {
  const comments = new Map<number, Comment>();
  for (let page = 1; page <= MOST_PAGES; page++) {
    const answer = await github.send('GET /repos/{owner}/{repo}/issues/{issue_number}/comments', {
      owner,
      repo,
      issue_number: number,
      per_page: 100,
      page,
    });
    const outcome = parse(answer, z.array(COMMENT));
    if (outcome.kind !== 'ok') return outcome;
    const known = comments.size;
    for (const comment of outcome.value) comments.set(comment.id, comment);
    const isLast = answer.kind === 'ok' && !answer.more;
    if (isLast || comments.size === known) return { kind: 'ok', value: [...comments.values()] };
  }
  return { kind: 'too many' };
}

export async function createComment(
  github: GitHub,
  { owner, repo, number }: Conversation,
  body: string,
): Promise<Outcome<Comment>> {
  const route = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments';
  return parse(await github.send(route, { owner, repo, issue_number: number, body }), COMMENT);
}

export async function updateComment(
  github: GitHub,
  { owner, repo }: Conversation,
  id: number,
  body: string,
): Promise<Outcome<Comment>> {
  const route = 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}';
  return parse(await github.send(route, { owner, repo, comment_id: id, body }), COMMENT);
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

function parse<T>(answer: Answer, schema: z.ZodType<T>): Outcome<T> {
  if (answer.kind !== 'ok') return answer;
  const parsed = schema.safeParse(answer.data);
  if (parsed.success) return { kind: 'ok', value: parsed.data };
  return { kind: 'lost', message: 'GitHub answered with something that is no comment' };
}
