import type { Capacity } from '../core/capacity/capacity.ts';
import type { Comparison } from '../core/judgement.ts';
import type { Result } from '../core/result.ts';
import { formatEstimate, formatInterval } from './change.ts';
import { formatValue, grouped, plain, significant } from './numbers.ts';

const WORDS: Readonly<Record<Comparison['standing'], string>> = {
  worse: 'Proven worse.',
  better: 'Proven better.',
  held: 'Within its margin.',
  open: 'Not decided.',
  unresolvable: 'Too noisy for its margin, so not part of the verdict.',
  shown: 'Not judged.',
  sparse: 'Not judged.',
};

/** "Head serves 1180 requests/s where base serves 1420: −17%", and what became of it; empty where nobody asked. */
export function capacityLines({ capacity }: Result): string[] {
  if (capacity === undefined) return [];
  const { comparison, goodput, users, blockMs, alpha } = capacity;
  const { base, head, change, standing } = comparison;
  if (base === null || head === null || change === null) {
    return ['Capacity: too few pairs of blocks were measured to compare it.'];
  }
  const served = `Head serves ${number(head)} requests/s where base serves ${number(base)}: ${formatEstimate(comparison)}`;
  const how = `${goodput.base.length} pairs of blocks of ${plain(blockMs / 1000)} s with ${users} users who never rest, alpha ${plain(100 * alpha)}%`;
  return [`${served} (95% interval ${formatInterval(comparison)}). ${WORDS[standing]} Capacity: ${how}.`];
}

/** What the rate was taken from, for the lines about the method; empty where nobody looked for it. */
export function rateLines({ measurement: { capacity, rate, rateSource } }: Result): string[] {
  if (capacity === undefined) return [];
  const taken = rateSource === 'measured' ? `; ${formatValue(rate, 'none')} are 65% of it` : '';
  return [`Capacity found: ${sayFound(capacity)}${taken}`];
}

function sayFound({ perSecond, limit }: Capacity): string {
  const found = `base at ${formatValue(perSecond, 'none')} iterations/s`;
  switch (limit) {
    case 'service':
      return `${found}, where more load brought no more`;
    case 'generator':
      return `${found}, where the load generator had used up the processors: the service may bear more on a machine of its own`;
    case 'users':
      return `${found}, where all virtual users waited for answers: the service may bear more`;
    case 'none':
      return `${found} or more, where the ramp ended`;
  }
}

const number = (value: number): string => grouped(significant(Number(value.toPrecision(4))));
