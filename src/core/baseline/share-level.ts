import { MAD_TO_SD } from '../../statistics/pairs.ts';
import { medianAbsoluteDeviation } from '../../statistics/quantile.ts';
import { isBlockKept } from '../blocks.ts';
import type { Level } from './recording.ts';

/** Occurrences and the chances for them, a value per block of `span` windows. */
export interface ShareColumn extends Pick<Level, 'metric' | 'endpoint'> {
  readonly events: readonly (number | null)[];
  readonly trials: readonly (number | null)[];
  readonly span: number;
}

/** The share over all blocks; null without a single chance. */
export function shareLevel(
  { metric, endpoint, events, trials, span }: ShareColumn,
  lost: ReadonlySet<number>,
): Level | null {
  const blocks = [...trials.keys()].filter(
    (block) => (trials[block] ?? 0) > 0 && isBlockKept(block, { span, lost }),
  );
  const total = (counts: readonly (number | null)[]): number =>
    blocks.reduce((sum, block) => sum + (counts[block] ?? 0), 0);
  const requests = total(trials);
  if (requests === 0) return null;
  const shares = blocks.map((block) => (events[block] ?? 0) / (trials[block] as number));
  return {
    metric,
    endpoint,
    unit: 'share',
    scale: 'count',
    value: total(events) / requests,
    ratio: null,
    spread: MAD_TO_SD * medianAbsoluteDeviation(shares),
    requests,
    blocks: shares.filter((share) => share > 0).length,
  };
}
