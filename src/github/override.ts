import { z } from 'zod';
import type { GitHub } from './client.ts';
import type { Conversation } from './comments.ts';
import { isSameLogin } from './identity.ts';
import { parseAnswer, readPages } from './pages.ts';
import { explainRefusal, type Refusal, type Unwritable } from './unwritable.ts';

/** Somebody's decision, by a label, to merge in spite of the verdict. */
export interface Overridden {
  readonly kind: 'overridden';
  readonly label: string;
  readonly by: string;
  /** ISO 8601. */
  readonly at: string;
  /** Who set the label also opened the pull request. */
  readonly isAuthor: boolean;
}

export type Override = Overridden | { readonly kind: 'none' } | Unwritable;

const PULL_REQUEST = z.object({
  labels: z.array(z.object({ name: z.string() })),
  user: z.object({ login: z.string() }).nullish(),
});

/** A timeline holds many kinds of events; those about labels have all of this. */
const TIMELINE_EVENT = z.looseObject({
  event: z.string().nullish(),
  created_at: z.string().nullish(),
  actor: z.object({ login: z.string(), type: z.string().nullish() }).nullish(),
  label: z.object({ name: z.string().nullish() }).nullish(),
});

/**
 * Who overrides the verdict, asked of GitHub now: the event of a re-run still has the labels of the first attempt.
 * To set a label takes triage rights. A label that a bot set is nobody's decision, and rules of bots can often be
 * met by whoever opens a pull request. Where GitHub does not say who it was, nothing is overridden.
 */
export async function readOverride(
  github: GitHub,
  conversation: Conversation,
  label: string,
): Promise<Override> {
  const { owner, repo, number } = conversation;
  const refuse = (refusal: Refusal): Unwritable => explainRefusal(refusal, 'override', false);
  const route = 'GET /repos/{owner}/{repo}/pulls/{pull_number}';
  const found = parseAnswer(await github.send(route, { owner, repo, pull_number: number }), PULL_REQUEST);
  if (found.kind !== 'ok') return refuse(found);
  if (!found.value.labels.some(({ name }) => isSameLabel(name, label))) return { kind: 'none' };
  const timeline = await readPages(
    github,
    'GET /repos/{owner}/{repo}/issues/{issue_number}/timeline',
    { owner, repo, issue_number: number },
    // Some kinds of events have no id.
    { schema: TIMELINE_EVENT, idOf: (event) => JSON.stringify(event) },
  );
  if (timeline.kind !== 'ok') return refuse(timeline);
  const last = timeline.value.findLast(
    (event) =>
      (event.event === 'labeled' || event.event === 'unlabeled') &&
      isSameLabel(event.label?.name ?? '', label),
  );
  const by = last?.actor?.login ?? '';
  if (last?.event !== 'labeled' || by === '') return unknown(`nothing shows who set the label ${label}`);
  if (last.actor?.type === 'Bot') return unknown(`the label ${label} was set by the bot ${by}`);
  const isAuthor = isSameLogin(by, found.value.user?.login ?? '');
  return { kind: 'overridden', label, by, at: last.created_at ?? '', isAuthor };
}

/** Names of labels are not case-sensitive. */
const isSameLabel = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

const unknown = (reason: string): Unwritable => ({
  kind: 'unwritable',
  reason,
  hint: 'The verdict stands. To override it, a person with triage rights sets the label.',
});
