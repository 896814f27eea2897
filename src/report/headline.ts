import type { LimitFinding, Reason } from '../core/judgement.ts';
import type { Result } from '../core/result.ts';
import { sayBacklog } from './backlog.ts';
import { sortFindings } from './findings.ts';
import { sayGone, sayOtherLoad } from './finished-words.ts';
import { sayStall } from './growth.ts';
import type { Headline } from './headline-text.ts';
import type { Ink } from './ink.ts';
import { subject } from './metric-words.ts';
import { count, formatBound, formatShare, formatValue } from './numbers.ts';
import { sayHeld } from './say-held.ts';
import { sayOpen } from './say-open.ts';
import { sayWorse } from './say-worse.ts';
import { type StoredReason, sayStoredReason } from './stored-reasons.ts';
import { sayAgainst } from './stored-words.ts';

export const SIGNS = { pass: '🟢', fail: '🔴', inconclusive: '🟡' } as const;
/** A first run has done nothing wrong. */
const NEUTRAL = '⚪';

export function writeHeadline(result: Result, ink: Ink): string {
  const { claim, rest } = headlineOf(result, ink);
  const { verdict, reason } = result.judgement;
  const sign = reason.kind === 'no baseline' ? NEUTRAL : SIGNS[verdict];
  const sentences = [ink.strong(`${sign} ${claim}`), ...rest, sayAgainst(result, ink)];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

function headlineOf(result: Result, ink: Ink): Headline {
  const { judgement } = result;
  const findings = sortFindings(judgement);
  const { reason } = judgement;
  switch (reason.kind) {
    case 'worse':
      return withLimits(sayWorse(judgement, findings, ink), judgement.limits, ink);
    case 'held':
      return sayHeld(judgement, findings, ink);
    case 'open':
      return sayOpen({ result, findings, windowsNeeded: reason.windowsNeeded, ink });
    case 'limit':
      return sayLimit(judgement.limits, ink);
    case 'backlog':
      return withLimits(sayBacklog(result, ink), judgement.limits, ink);
    case 'stalls':
      return withLimits(sayStall(result.growth), judgement.limits, ink);
    case 'no baseline':
    case 'not comparable':
    case 'stale':
      return sayStoredReason(reason, ink);
    case 'missing metric':
      return result.against?.kind === 'finished' ? sayGone(reason, ink) : sayStoredReason(reason, ink);
    case 'other load':
      return sayOtherLoad(reason);
    default:
      return sayNoComparison(reason, result.against?.kind ?? 'nothing');
  }
}

type Unjudged = Exclude<
  Reason,
  StoredReason | { readonly kind: 'worse' | 'held' | 'open' | 'limit' | 'backlog' | 'stalls' | 'other load' }
>;

const BASE_ANSWERED = {
  nothing: 'Base answered the same requests in the same seconds.',
  stored: 'The default branch answered the same requests when it was recorded.',
  finished: 'Base answered in its own run.',
} as const;

function sayNoComparison(reason: Unjudged, against: keyof typeof BASE_ANSWERED): Headline {
  switch (reason.kind) {
    case 'does not serve':
      return {
        claim: `Head does not serve: ${formatShare(reason.failedShare)} of its requests failed.`,
        rest: [BASE_ANSWERED[against]],
      };
    case 'no reference':
      return {
        claim: `No reference: ${formatShare(reason.failedShare)} of base's requests failed.`,
        rest: ['There is nothing sound to hold head against; repair base or point the comparison elsewhere.'],
      };
    case 'too few windows':
      return {
        claim: `Too little was measured: ${count(reason.windows, 'usable window')}.`,
        rest: [`A verdict needs at least ${against === 'finished' ? 12 : 8}; allow a longer load.`],
      };
    case 'windows lost':
      return {
        claim: `The load generator was held up in ${reason.lost} of ${count(reason.windows, 'window')}.`,
        rest: ['More than a fifth is too many for a verdict; lower the rate or take a larger runner.'],
      };
  }
}

const brokenFirst = (limits: readonly LimitFinding[]): LimitFinding[] =>
  limits.filter(({ breached }) => breached).toSorted((a, b) => b.head / b.most - a.head / a.most);

function sayLimit(limits: readonly LimitFinding[], ink: Ink): Headline {
  const [first, ...others] = brokenFirst(limits);
  if (first === undefined) return { claim: 'Over a limit.', rest: [] };
  const { head, low, most, unit } = first;
  const rest = [`At least ${formatValue(low, unit)} at 95% confidence.`];
  if (first.baseBreaks) rest.push('Base is over this limit too.');
  if (others.length > 0) rest.push(`${count(others.length, 'more limit')} broken.`);
  return {
    claim: `Over the limit: ${subject(first, ink)} ${formatValue(head, unit)}, at most ${formatBound(most, unit)} allowed.`,
    rest,
  };
}

function withLimits(headline: Headline, limits: readonly LimitFinding[], ink: Ink): Headline {
  const [first, ...others] = brokenFirst(limits);
  if (first === undefined) return headline;
  const more = others.length > 0 ? ` and ${count(others.length, 'more limit')}` : '';
  const where = `${subject(first, ink)} at most ${formatBound(first.most, first.unit)}`;
  return { ...headline, rest: [...headline.rest, `Also over the limit: ${where}${more}.`] };
}
