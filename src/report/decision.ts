import type { Result } from '../core/result.ts';
import { sayFinishedDecision } from './finished-words.ts';
import { count, formatSeconds, formatValue } from './numbers.ts';
import { alarmPromise, passPromise } from './promises.ts';
import { sayStoredDecision } from './stored-words.ts';

const RATE_SOURCES = { set: 'as set', default: 'the default', measured: 'from what base sustains' } as const;

/** How the verdict came about, in two to four sentences. */
export function sayDecision(result: Result): string[] {
  if (result.against?.kind === 'stored') return sayStoredDecision(result, result.against);
  if (result.against?.kind === 'finished') return sayFinishedDecision(result, result.against);
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
  const alpha = policy.alpha + (result.capacity?.alpha ?? 0) + (result.backlog?.alpha ?? 0);
  if (judgement.reason.kind === 'backlog') {
    return [`Decided by the backlog, after ${load}.`, sides, alarmPromise(alpha)];
  }
  if (judgement.reason.kind === 'stalls') {
    return [
      `Decided by growth, after ${load}.`,
      sides,
      'A stall counts when head alone stalls at a step, and does so again when it is tried again.',
    ];
  }
  const promise = judgement.verdict === 'pass' ? passPromise(policy.beta) : alarmPromise(alpha);
  return [
    `Decided ${isByCapacity(judgement) ? 'by capacity' : `at ${look}`}, after ${load}.`,
    sides,
    promise,
  ];
}

const isByCapacity = ({ comparisons }: Result['judgement']): boolean => {
  const worse = comparisons.filter(({ standing }) => standing === 'worse');
  return worse.length > 0 && worse.every(({ metric }) => metric === 'capacity');
};
