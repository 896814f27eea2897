import type { ObservedLeg } from '../../core/observer.ts';
import type { MetricReader } from './metric-reader.ts';
import type { Reading } from './take-reading.ts';

/** Keeps account of readings, to say in the end what is missing and why. */
export interface Tally {
  add(leg: Pick<ObservedLeg, 'targets'>, readings: readonly Reading[]): void;
  /** One warning, or none. */
  warnings(): string[];
}

interface SideAccount {
  taken: number;
  missed: number;
  /** Why the first reading failed. */
  reason: string;
  readonly found: Set<string>;
}

/** Fewer misses than this share leave nothing that a reader could miss. */
const WORTH_TELLING = 0.05;

export function createTally(path: string, readers: readonly MetricReader[]): Tally {
  const sides = new Map<string, SideAccount>();
  return {
    add({ targets }, readings) {
      for (const [index, { side }] of targets.entries()) {
        const account = sides.get(side) ?? { taken: 0, missed: 0, reason: '', found: new Set() };
        sides.set(side, account);
        const reading = readings[index];
        if (reading?.kind === 'read') {
          account.taken++;
          for (const [at, numbers] of reading.numbers.entries())
            if (numbers !== null) account.found.add(readers[at]?.name ?? '');
        } else {
          account.missed++;
          account.reason ||= reading?.reason ?? '';
        }
      }
    },
    warnings() {
      const all = [...sides];
      const silent = all.filter(([, { taken }]) => taken === 0);
      const [first] = silent;
      if (first !== undefined) {
        const whose = silent.length === all.length && all.length > 1 ? 'either side' : first[0];
        return [
          `Nothing was scraped: ${path} of ${whose} could not be read (${first[1].reason}). Those rows are left out.`,
        ];
      }
      const sentences = [...sayMissed(path, all), ...sayUnfound(all, readers)];
      return sentences.length === 0 ? [] : [sentences.join(' ')];
    },
  };
}

function sayMissed(path: string, sides: readonly (readonly [string, SideAccount])[]): string[] {
  const missed = sides.reduce((sum, [, account]) => sum + account.missed, 0);
  const all = sides.reduce((sum, [, account]) => sum + account.missed + account.taken, 0);
  if (missed <= WORTH_TELLING * all) return [];
  const reason = sides.find(([, account]) => account.missed > 0)?.[1].reason ?? '';
  return [
    `${missed} of ${all} readings of ${path} failed (${reason}); their windows are left out of what was scraped.`,
  ];
}

function sayUnfound(
  sides: readonly (readonly [string, SideAccount])[],
  readers: readonly MetricReader[],
): string[] {
  const wanted = readers.filter(({ isNamed }) => isNamed);
  return sides.flatMap(([side, { found }]) => {
    const missing = wanted.filter(({ name }) => !found.has(name)).map(({ name }) => name);
    return missing.length === 0 ? [] : [`${side} has no series for ${missing.join(', ')}.`];
  });
}
