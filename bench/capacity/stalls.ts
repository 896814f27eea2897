import { findStall, type GrowthStep } from '../../src/core/growth/find-stall.ts';
import { FACTORS } from '../../src/core/growth/staircase.ts';
import { measureGrowth } from '../../src/pipeline/growth.ts';
import { instrumentsFor, planFor, surroundings } from './instruments.ts';
import { measurePlain } from './plain.ts';
import { copyShop } from './shop-copies.ts';
import { type Subject, workers } from './subjects.ts';

export const STALL_HEADER = ['head', 'run', 'side', 'stalls at', 'separately', 'within a step', 'confirmed'];

export interface StallRow {
  readonly cells: readonly string[];
  readonly holds: boolean;
}

interface Case {
  readonly name: string;
  /** Iterations per second. */
  readonly expectedRate: number;
  readonly sides: () => Promise<{ readonly base: Subject; readonly head: Subject } & AsyncDisposable>;
}

const CASES: readonly Case[] = [
  {
    name: 'half the workers',
    expectedRate: 60,
    sides: async () => ({
      base: workers(4, 20),
      head: workers(2, 20),
      [Symbol.asyncDispose]: () => Promise.resolve(),
    }),
  },
  { name: 'shop, pool of one', expectedRate: 60, sides: () => copyShop('pool-of-one', 3000) },
  {
    name: 'shop, dropped index, grown table',
    expectedRate: 40,
    sides: () => copyShop('dropped-index', 12_000),
  },
];

/** Where the staircase says that sides stall, against plain k6 on each side alone, step by step. */
export async function measureStalls(runs: number, only: readonly string[]): Promise<StallRow[]> {
  const rows: StallRow[] = [];
  for (const { name, expectedRate, sides } of CASES.filter(
    (each) => only.length === 0 || only.includes(each.name),
  )) {
    await using both = await sides();
    const separate = {
      base: await stallAlone(both.base, expectedRate),
      head: await stallAlone(both.head, expectedRate),
    };
    for (let run = 1; run <= runs; run++) {
      const plan = planFor(both.base.script, `${name}-${run}`);
      const instruments = await instrumentsFor(plan, both.base, both.head);
      const growth = await measureGrowth({ plan, expectedRate }, instruments, surroundings);
      for (const side of ['base', 'head'] as const) {
        const found = growth[side].stall?.factor ?? null;
        const isNear = Math.abs(indexOf(found) - indexOf(separate[side])) <= 1;
        const confirmed = growth.confirmation === null ? '' : String(growth.confirmation.confirmed);
        rows.push({
          cells: [
            name,
            `${run}`,
            side,
            word(found),
            word(separate[side]),
            isNear ? 'yes' : 'no',
            side === 'head' ? confirmed : '',
          ],
          holds: isNear,
        });
        console.error(rows.at(-1)?.cells.join(' · '));
      }
    }
  }
  return rows;
}

const indexOf = (factor: number | null): number =>
  factor === null ? FACTORS.length : FACTORS.indexOf(factor);
const word = (factor: number | null): string => (factor === null ? 'none' : `${factor}×`);

async function stallAlone(subject: Subject, expectedRate: number): Promise<number | null> {
  const loads = FACTORS.map(
    (factor) => ({ kind: 'rate', perSecond: factor * expectedRate, seconds: 15 }) as const,
  );
  // The first run warms the service.
  const [, ...plain] = await measurePlain(subject, [
    { kind: 'rate', perSecond: expectedRate, seconds: 10 },
    ...loads,
  ]);
  const [first] = plain;
  const perIteration = (first?.requestsPerSecond ?? 0) / (first?.iterationsPerSecond ?? 1);
  const steps = plain.map(
    (seen, at): GrowthStep => ({
      factor: FACTORS[at] as number,
      offered: (FACTORS[at] as number) * expectedRate * perIteration,
      goodput: seen.requestsPerSecond * (1 - seen.failedShare),
      failedShare: seen.failedShare,
      p50Ms: null,
      p95Ms: seen.p95Ms,
      inFlight: 0,
      cpuMs: null,
    }),
  );
  return findStall(steps)?.factor ?? null;
}
