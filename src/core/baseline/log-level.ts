import { MAD_TO_SD } from '../../statistics/pairs.ts';
import { median, medianAbsoluteDeviation } from '../../statistics/quantile.ts';
import { isBlockKept } from '../blocks.ts';
import type { Level } from './recording.ts';
import type { Yardstick } from './yardstick.ts';

/** Logarithms of one metric, a value per block of `span` windows. */
export interface LogColumn extends Pick<Level, 'metric' | 'endpoint' | 'unit' | 'requests'> {
  readonly span: number;
  readonly logs: readonly (number | null)[];
}

export interface LevelScope {
  readonly yardstick: Yardstick;
  readonly lost: ReadonlySet<number>;
}

/**
 * Medians over the blocks: between runs they spread half as much as a value pooled over the run, because a burst of noise
 * moves few blocks far (7.9% against 14% on p95 in simulation). Null without a block.
 */
export function logLevel(column: LogColumn, { yardstick, lost }: LevelScope): Level | null {
  const { metric, endpoint, unit, requests, span, logs } = column;
  const blocks = [...logs.keys()].filter(
    (block) => logs[block] !== null && isBlockKept(block, { span, lost }),
  );
  if (blocks.length === 0) return null;
  const own = blocks.map((block) => logs[block] as number);
  const beside = yardstick(metric, span);
  const quotients = blocks.flatMap((block) => {
    const other = beside?.[block] ?? null;
    return other === null ? [] : [(logs[block] as number) - other];
  });
  return {
    metric,
    endpoint,
    unit,
    scale: 'log',
    value: Math.exp(median(own)),
    ratio: quotients.length === 0 ? null : Math.exp(median(quotients)),
    spread: MAD_TO_SD * medianAbsoluteDeviation(quotients.length === 0 ? own : quotients),
    requests,
  };
}
