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
import { readMarker } from './marker.ts';
import { nextStep } from './next-step.ts';
import type { Section } from './section.ts';
import { type SharedComment, writeComment } from './shared-comment.ts';
import { explainRefusal, type Refusal, type Unwritable } from './unwritable.ts';

export interface StickyComment {
  readonly conversation: Conversation;
  /** Tells several comments on one pull request apart. */
  readonly key: string;
  /** Id of the workflow's run; ids grow with time. */
  readonly run: number;
  readonly section: Section;
  /** Other jobs of the run write sections of their own into this comment. */
  readonly isShared: boolean;
  /** Else nothing is written where no comment is yet. */
  readonly mayCreate: boolean;
  /** The login that the token writes as. */
  readonly login: string;
  /** The pull request comes from a fork, whose runs get a token that only reads. */
  readonly isFork: boolean;
}

export type Posted =
  | { readonly kind: 'created' | 'updated' | 'kept newer'; readonly url: string }
  | { readonly kind: 'not created' }
  | Unwritable;

const ROUNDS = { alone: 12, shared: 40 };
/** A POST without an answer may have been stored; two that left no trace will not be joined by a third. */
const POSTS = 2;

/**
 * Leaves exactly one comment of ours with this key, with our section and the newest of every other job. GitHub has no
 * conditional write for comments, so it converges: after every write all comments are read again, the lowest id stays,
 * others of ours go, and it ends when a reading shows nothing left to do; where several write, two readings in a row,
 * because one that had read before we wrote may still write without us. Never rejects: a comment is decoration.
 */
export async function postStickyComment(github: GitHub, comment: StickyComment): Promise<Posted> {
  const { conversation, key, run, section, isShared } = comment;
  /** Comments that a listing may still show and that nobody can write any more. */
  const gone = new Set<number>();
  let login = comment.login;
  let posts = 0;
  let clean = 0;
  let written: Posted | null = null;
  const refuse = (refusal: Refusal): Posted => written ?? explainRefusal(refusal, 'comment', comment.isFork);
  const write = (content: SharedComment): string => writeComment(key, content);

  for (let round = 0; round < (isShared ? ROUNDS.shared : ROUNDS.alone); round++) {
    if (round > 0) await settle(github, isShared);
    const listed = await listComments(github, conversation);
    if (listed.kind !== 'ok') return refuse(listed);
    const own = ownComments(listed.value, login, key).filter(({ id }) => !gone.has(id));
    const step = nextStep(own, { key, run, section, hasWritten: posts > 0 || written !== null });
    if (step.kind !== 'settled') clean = 0;
    switch (step.kind) {
      case 'create': {
        if (written !== null) return written;
        if (!comment.mayCreate) return { kind: 'not created' };
        if (posts === POSTS) return refuse({ kind: 'lost', message: 'GitHub kept none of our comments' });
        posts += 1;
        const created = await createComment(github, conversation, write(step.content));
        if (created.kind === 'ok') {
          login = created.value.author || login;
          written = { kind: 'created', url: created.value.url };
        } else if (created.kind !== 'lost') return refuse(created);
        break;
      }
      case 'rewrite': {
        const updated = await updateComment(github, conversation, step.id, write(step.content));
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
        clean += 1;
        if (isShared && clean < 2) break;
        return { kind: posts > 0 ? 'created' : 'updated', url: step.url };
    }
  }
  return refuse({ kind: 'lost', message: 'the comments had not settled when our patience ended' });
}

/** By id, the oldest first. Anybody can write our marker, so the author must be us. */
function ownComments(comments: readonly Comment[], login: string, key: string): readonly Comment[] {
  return comments
    .filter(({ author, body }) => isSameLogin(author, login) && readMarker(key, body) !== null)
    .sort((a, b) => a.id - b.id);
}

const isMissing = (status: number): boolean => status === 404 || status === 410;

/** Jobs that end together would for ever read and write together; chance takes them apart. */
async function settle({ patience, left }: GitHub, isShared: boolean): Promise<void> {
  const ms = patience.settleMs * (isShared ? 0.7 + Math.random() * 1.6 : 1);
  await sleep(Math.min(ms, left()), new AbortController().signal);
}
