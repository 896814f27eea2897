import { findRate } from '../../src/pipeline/find-rate.ts';
import { cores, instrumentsFor, planFor, surroundings } from './instruments.ts';
import { measurePlain, type Plain } from './plain.ts';
import { SUBJECTS } from './subjects.ts';

export const RATE_HEADER = [
  'service',
  'run',
  'capacity measured separately',
  'found',
  'limit',
  'rate',
  'share of it',
  's',
];
/** The rate must lie between these shares of the separate measurement. */
const [LEAST, MOST] = [0.5, 0.75];

const LOADS = [8, 16, 32].map((users) => ({ kind: 'users', users, seconds: 6 }) as const);
const perSecond = (plain: Plain | undefined): number => plain?.iterationsPerSecond ?? Number.NaN;

export interface RateRow {
  readonly cells: readonly string[];
  readonly holds: boolean;
}

/**
 * What `auto` picks, against plain k6 with more and more users who never rest, before and after: a machine that is shared with
 * others changes its pace by a third within minutes.
 */
export async function measureRates(runs: number): Promise<RateRow[]> {
  const rows: RateRow[] = [];
  for (const subject of Object.values(SUBJECTS)) {
    for (let run = 1; run <= runs; run++) {
      const plan = planFor(subject.script, `rate-${run}`);
      const instruments = await instrumentsFor(plan, subject, subject);
      const before = await measurePlain(subject, LOADS);
      const began = performance.now();
      const found = await findRate({ ...instruments, side: 0, cores }, surroundings);
      const seconds = (performance.now() - began) / 1000;
      const after = await measurePlain(subject, LOADS);
      const separate = Math.max(...LOADS.map((_, at) => (perSecond(before[at]) + perSecond(after[at])) / 2));
      const share = (found?.rate ?? 0) / separate;
      rows.push({
        cells: [
          subject.name,
          `${run}`,
          separate.toFixed(1),
          found?.capacity.perSecond.toFixed(1) ?? '-',
          found?.capacity.limit ?? '-',
          `${found?.rate ?? '-'}`,
          `${(100 * share).toFixed(0)}%`,
          seconds.toFixed(0),
        ],
        holds: share >= LEAST && share <= MOST,
      });
      console.error(rows.at(-1)?.cells.join(' · '));
    }
  }
  return rows;
}
