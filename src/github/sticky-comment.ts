import { sleep } from '../system/clock.ts';
import type { GitHub } from './client.ts';
import {
  type Comment,
  type Conversation,
  createComment,
  deleteComment,
  listComments,
  updateComment,
} from './comments.ts';
import { isSameLogin } from './identity.ts';
import { type RunOrder, readMarker, writeMarker } from './marker.ts';
import { nextStep } from './next-step.ts';
import { explainRefusal, type Refusal, type Unwritable } from './unwritable.ts';

export interface StickyComment {
  readonly conversation: Conversation;
  /** Tells several comments on one pull request apart. */
  readonly key: string;
  readonly order: RunOrder;
  /** Markdown; the marker is put before it unless it is there. */
  readonly body: string;
  /** The login that the token writes as. */
  readonly login: string;
  /** The pull request comes from a fork, whose runs get a token that only reads. */
  readonly isFork: boolean;
}

export type Posted =
  | { readonly kind: 'created' | 'updated' | 'kept newer'; readonly url: string }
  | Unwritable;

const ROUNDS = 12;
/** A POST without an answer may have been stored; two that left no trace will not be joined by a third. */
const POSTS = 2;

/**
 * Leaves exactly one comment of ours with this key, holding the newest run's body. GitHub has no conditional write for
 * comments, so it converges: after every write all comments are read again, the lowest id stays, others of ours go,
 * and it ends when a reading shows nothing left to do. Never rejects: a comment is decoration.
 */
export async function postStickyComment(github: GitHub, comment: StickyComment): Promise<Posted> {
  const { conversation, key, order } = comment;
  const marker = writeMarker(key, order);
  const body = comment.body.startsWith(marker) ? comment.body : `${marker}\n${comment.body}`;
  /** Comments that a listing may still show and that nobody can write any more. */
  const gone = new Set<number>();
  let login = comment.login;
  let posts = 0;
  let written: Posted | null = null;
  const refuse = (refusal: Refusal): Posted => written ?? explainRefusal(refusal, comment.isFork);

  for (let round = 0; round < ROUNDS; round++) {
    if (round > 0) await settle(Math.min(github.patience.settleMs, github.left()));
    const listed = await listComments(github, conversation);
    if (listed.kind !== 'ok') return refuse(listed);
    const own = ownComments(listed.value, login, key).filter(({ id }) => !gone.has(id));
    const step = nextStep(own, { key, order, body, hasWritten: posts > 0 || written !== null });
    switch (step.kind) {
      case 'create': {
        if (written !== null) return written;
        if (posts === POSTS) return refuse({ kind: 'lost', message: 'GitHub kept none of our comments' });
        posts += 1;
        const created = await createComment(github, conversation, body);
        if (created.kind === 'ok') {
          login = created.value.author || login;
          written = { kind: 'created', url: created.value.url };
        } else if (created.kind !== 'lost') return refuse(created);
        break;
      }
      case 'rewrite': {
        const updated = await updateComment(github, conversation, step.id, step.body);
        if (updated.kind === 'ok') written ??= { kind: 'updated', url: updated.value.url };
        else if (updated.kind === 'refused' && isMissing(updated.status)) gone.add(step.id);
        else return refuse(updated);
        break;
      }
      case 'remove':
        for (const id of step.ids) {
          await deleteComment(github, conversation, id);
          gone.add(id);
        }
        break;
      case 'settled':
        if (step.isNewer) return { kind: 'kept newer', url: step.url };
        return { kind: posts > 0 ? 'created' : 'updated', url: step.url };
    }
  }
  return refuse({ kind: 'lost', message: `the comments had not settled after ${ROUNDS} rounds` });
}

/** By id, the oldest first. Anybody can write our marker, so the author must be us. */
function ownComments(comments: readonly Comment[], login: string, key: string): readonly Comment[] {
  return comments
    .filter(({ author, body }) => isSameLogin(author, login) && readMarker(key, body) !== null)
    .sort((a, b) => a.id - b.id);
}

const isMissing = (status: number): boolean => status === 404 || status === 410;
const settle = (ms: number): Promise<void> => sleep(ms, new AbortController().signal);
