import type { CapacityFinding } from '../../src/core/capacity/finding.ts';
import { measureCapacity } from '../../src/pipeline/capacity.ts';
import { findRate } from '../../src/pipeline/find-rate.ts';
import { cores, instrumentsFor, planFor, surroundings } from './instruments.ts';
import { SUBJECTS, type Subject, workers } from './subjects.ts';

export const GOODPUT_HEADER = [
  'head',
  'run',
  'base/s',
  'head/s',
  'change',
  'interval',
  'standing',
  'pairs',
  'sd of a pair',
  's',
];

export interface Compared {
  readonly name: string;
  readonly finding: CapacityFinding;
  readonly seconds: number;
  readonly cells: readonly string[];
}

/** Four workers against themselves and against slower ones; the shop against itself. */
export const CASES: readonly { readonly name: string; readonly base: Subject; readonly head: Subject }[] = [
  { name: 'workers, same', base: workers(4, 20), head: workers(4, 20) },
  { name: 'workers, −10%', base: workers(4, 20), head: workers(4, 20 / 0.9) },
  { name: 'shop, same', base: SUBJECTS['medium'] as Subject, head: SUBJECTS['medium'] as Subject },
];

export interface GoodputWish {
  readonly runs: number;
  /** Number of the first run, from which it gets its deal: a series may be measured in parts. */
  readonly firstRun: number;
  /** Names of cases; empty for all. */
  readonly only: readonly string[];
}

export async function compareGoodput({ runs, firstRun, only }: GoodputWish): Promise<Compared[]> {
  const rows: Compared[] = [];
  for (const { name, base, head } of CASES.filter((each) => only.length === 0 || only.includes(each.name))) {
    for (let run = firstRun; run < firstRun + runs; run++) {
      const plan = planFor(base.script, `${name}-${run}`);
      const instruments = await instrumentsFor(plan, base, head);
      const began = performance.now();
      const found = await findRate({ ...instruments, side: 0, cores }, surroundings);
      if (found === null) throw new Error(`${name} finished nothing`);
      const finding = await measureCapacity({ plan, capacity: found.capacity }, instruments, surroundings);
      const seconds = (performance.now() - began) / 1000;
      rows.push({ name, finding, seconds, cells: cellsOf(name, run, finding, seconds) });
      console.error(rows.at(-1)?.cells.join(' · '));
    }
  }
  return rows;
}

function cellsOf(
  name: string,
  run: number,
  { comparison, goodput }: CapacityFinding,
  seconds: number,
): string[] {
  const { base, head, change, standing } = comparison;
  const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;
  return [
    name,
    `${run}`,
    base?.toFixed(0) ?? '-',
    head?.toFixed(0) ?? '-',
    change === null ? '-' : percent(change.estimate),
    change === null ? '-' : `${percent(change.low)} to ${percent(change.high)}`,
    standing,
    `${goodput.base.length}`,
    percent(sd(logRatios(goodput))),
    seconds.toFixed(0),
  ];
}

const logRatios = ({ base, head }: CapacityFinding['goodput']): number[] =>
  base.map((value, pair) => Math.log((head[pair] ?? Number.NaN) / (value ?? Number.NaN)));

/** Of the log ratio between runs. */
export const spread = (rows: readonly Compared[]): number =>
  sd(rows.flatMap(({ finding }) => Math.log1p(finding.comparison.change?.estimate ?? Number.NaN)));

function sd(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}
