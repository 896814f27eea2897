import type { Result } from '../core/result.ts';
import { count, formatSeconds, formatValue, plain } from './numbers.ts';

const RATE_SOURCES = { set: 'as set', default: 'the default', measured: 'from what base sustains' } as const;

/** How the verdict came about, in three sentences. */
export function sayDecision(result: Result): string[] {
  const { measurement, judgement, policy } = result;
  const seconds = (measurement.windows * measurement.windowMs) / 1000;
  const load = `${formatSeconds(seconds)} of load at ${formatValue(measurement.rate, 'count')} iterations/s (${RATE_SOURCES[measurement.rateSource]})`;
  const look = `look ${judgement.looks.length} of ${measurement.plannedLooks.length}`;
  const sides = `Both versions ran on this machine and took turns within the same seconds, over ${count(measurement.starts.length, 'start')}.`;
  if (judgement.verdict === 'inconclusive') return [`Undecided at ${look}, after ${load}.`, sides];
  if (judgement.reason.kind === 'does not serve') return [`No statistics were needed, after ${load}.`, sides];
  if (judgement.reason.kind === 'limit') {
    return [
      `Decided at ${look}, after ${load}.`,
      sides,
      'A limit counts as broken when head is beyond it with 95% confidence.',
    ];
  }
  if (judgement.reason.kind === 'stalls') {
    return [
      `Decided by growth; ${load} had decided nothing against it.`,
      sides,
      'A stall counts when head alone stalls at a step, and does so again when it is tried again.',
    ];
  }
  const alpha = policy.alpha + (result.capacity?.alpha ?? 0);
  const promise = judgement.verdict === 'pass' ? passPromise(policy.beta) : alarmPromise(alpha);
  return [`Decided at ${look}, after ${load}.`, sides, promise];
}

export const alarmPromise = (alpha: number): string =>
  `A false alarm happens in at most ${odds(alpha)} such comments.`;

export const passPromise = (beta: number): string =>
  `A metric that is worse by its margin passes in at most ${odds(beta)} such comments.`;

/** "1 of 100"; shares that are no whole fraction are counted in thousands. */
function odds(share: number): string {
  const one = Math.round(1 / share);
  return Math.abs(one * share - 1) < 1e-9 ? `1 of ${one}` : `${plain(share * 1000)} of 1000`;
}
