import { DONE } from '../core/exit-code.ts';
import { type Overridden, type Override, readOverride } from '../github/override.ts';
import type { Ink } from '../report/ink.ts';
import { inputOf } from './input.ts';
import { exitCodeOf, type Outcome } from './outcome.ts';
import type { Publication } from './publication.ts';
import type { Reach } from './reach.ts';

/** The exit code of a step, given what somebody decided about its verdict. Errors cannot be overridden. */
export const exitCodeWith = (outcome: Outcome, override: Override): number =>
  override.kind === 'overridden' && outcome.kind === 'measured' ? DONE : exitCodeOf(outcome);

/** Asks GitHub whether a failed verdict is overridden. Where it does not say, it is not. */
export async function findOverride(
  outcome: Outcome,
  { run, inputs, event, job }: Publication,
  reach: Reach,
): Promise<Override> {
  const label = inputOf('override-label', inputs);
  const isFailed = outcome.kind === 'measured' && exitCodeOf(outcome) !== DONE;
  if (!isFailed || event?.kind !== 'pull request' || label === null) return NONE;
  const github = await reach();
  if (github === null) return NONE;
  const override = await readOverride(
    github,
    { owner: run.owner, repo: run.repo, number: event.number },
    label,
  );
  if (override.kind === 'unwritable') {
    const text = `${override.reason}. ${override.hint}`;
    // Most who cannot read labels do not want to: only where somebody set the label is there something to warn of.
    const isAsked = event.labels.some((name) => name.toLowerCase() === label.toLowerCase());
    if (isAsked || run.order.attempt > 1) job.annotate('warning', 'No override', text);
    else job.say(`no override: ${text}`);
  }
  return override;
}

const NONE: Override = { kind: 'none' };

/** Who took it upon themselves, and what of. */
export function writeOverride({ by, at, label, isAuthor }: Overridden, verdict: string, ink: Ink): string {
  const who = isAuthor ? ', who opened the pull request' : '';
  return [
    ink.strong(`🟠 Overridden by ${ink.name(`@${by}`)}.`),
    `The verdict stays ${verdict}; the label ${ink.name(label)} lets the job pass. It was set ${when(at)} by that account${who}, and holds for later commits until it is removed.`,
  ].join(' ');
}

function when(at: string): string {
  const time = new Date(at);
  if (Number.isNaN(time.getTime())) return 'at an unknown time';
  return `on ${time.toISOString().slice(0, 16).replace('T', ' at ')} UTC`;
}
