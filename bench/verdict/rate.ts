import { proportionAtLeast, proportionAtMost } from '../../src/statistics/proportion.ts';

/** How often something happened, with its 95% Clopper-Pearson interval; all shares in [0, 1]. */
export interface Rate {
  readonly of: number;
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

export function rateOf(happened: readonly boolean[]): Rate {
  const of = happened.length;
  const hits = happened.filter(Boolean).length;
  return {
    of,
    share: hits / of,
    low: proportionAtLeast(hits, of, 0.025),
    high: proportionAtMost(hits, of, 0.025),
  };
}

export const percent = (share: number): string => `${(100 * share).toFixed(share < 0.0995 ? 2 : 1)}%`;

export const spellRate = (rate: Rate): string =>
  `${percent(rate.share)} (${percent(rate.low)} to ${percent(rate.high)})`;
