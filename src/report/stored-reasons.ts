import type { Reason } from '../core/judgement.ts';
import type { Headline } from './headline-text.ts';
import type { Ink } from './ink.ts';
import { subject } from './metric-words.ts';
import { count, listed } from './numbers.ts';

/** Why a comparison with stored recordings ended without one. */
export type StoredReason = Extract<
  Reason,
  { readonly kind: 'no baseline' | 'not comparable' | 'stale' | 'missing metric' }
>;

/** Missing metrics named in the first lines. */
const NAMED = 3;

export function sayStoredReason(reason: StoredReason, ink: Ink): Headline {
  switch (reason.kind) {
    case 'no baseline':
      return {
        claim: 'No baseline yet: the default branch has not been recorded.',
        rest: [
          'Its next push records one; from then on pull requests are held against it. Nothing was judged, and nothing is wrong.',
        ],
      };
    case 'not comparable':
      return {
        claim: 'Not comparable: no recording was made under the conditions of this run.',
        rest: [
          `The nearest differs: ${reason.differences.map((one) => ink.remark(one)).join('; ')}.`,
          'The next push to the default branch records under the new ones.',
        ],
      };
    case 'stale':
      return {
        claim: `Stale baseline: the nearest recording lies ${count(reason.distance, 'commit')} back.`,
        rest: [
          `More than ${reason.most} are too many for a verdict; record the default branch again or rebase head.`,
        ],
      };
    case 'missing metric':
      return sayMissing(reason.missing, ink);
  }
}

/** What is no longer measured cannot be called no slower. */
function sayMissing(
  missing: Extract<StoredReason, { readonly kind: 'missing metric' }>['missing'],
  ink: Ink,
): Headline {
  const named = missing.slice(0, NAMED).map((one) => subject(one, ink));
  return {
    claim: `No longer measured: ${listed(named, missing.length)}.`,
    rest: [
      'The default branch was recorded with what head lacks, and what is not measured cannot pass.',
      'What is gone on purpose can be named in the setting removed.',
    ],
  };
}
