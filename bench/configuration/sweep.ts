import { find } from '../../src/core/sweep/rank.ts';
import type { SweepFinding, SweepResult } from '../../src/core/sweep/swept.ts';
import { variantName } from '../../src/core/sweep/variant-name.ts';
import { PLAIN } from '../../src/report/ink.ts';
import { sweepSentences } from '../../src/report/sweep-words.ts';
import { type CaseFinding, sweepShop } from './shop-repository.ts';

/** Eight variants: pools of four sizes, with and without a cache. */
const VARY = ['/pool/size=1,2,4', '/cache/ttl=60'];
const RATE = '90';
const MOST_LOAD_MS = 360_000;

/** A sweep of eight variants against a separate one that is several times as long and drops nothing. */
export async function measureSweepOrder(longBudget: string): Promise<CaseFinding> {
  const run = (seed: string, budget: string, keepsLosers: boolean): Promise<SweepResult> =>
    sweepShop({
      ...{ today: {}, vary: VARY, values: { rate: RATE, budget }, seed },
      wish: { design: 'auto', growthFrom: null, keepsLosers },
      say: (line) => console.error(`  ${line}`),
    });
  const short = await run('short', '5m', false);
  for (const sentence of sweepSentences(short, PLAIN)) console.error(sentence);
  const long = await run('long', longBudget, true);
  const [own, truth] = [short.finding as SweepFinding, long.finding as SweepFinding];
  const { pairs, agreeing } = compareOrders(own, truth);
  return {
    title: 'A sweep of eight variants, and a longer one without dropping',
    header: ['variant', 'p95, sweep', 'windows', 'standing', 'p95, long', 'windows', 'standing'],
    rows: truth.order.map((index) => [
      variantName(short.design, index),
      ...cells(own, index),
      ...cells(truth, index),
    ]),
    claims: [
      {
        name: 'a sweep of 8 variants takes less than 6 minutes of load',
        holds: short.design.variants.length === 8 && short.measurement.loadMs < MOST_LOAD_MS,
        figure: `${Math.round(short.measurement.loadMs / 1000)} s`,
      },
      {
        name: 'it orders every pair that the long one tells apart as that one does',
        holds: pairs > 0 && agreeing === pairs,
        figure: `${agreeing} of ${pairs} pairs, tau ${((2 * agreeing) / pairs - 1).toFixed(2)}`,
      },
    ],
  };
}

type Range = { readonly estimate: number; readonly low: number; readonly high: number };

/** p95 against today's; today's own is 1 by definition. */
function rangeOf({ variants }: SweepFinding, index: number): Range | null {
  const variant = variants[index];
  if (variant === undefined) return null;
  if (variant.standing === 'today') return { estimate: 0, low: 0, high: 0 };
  return find(variant, 'p95')?.change ?? null;
}

/** Pairs whose intervals in the long sweep do not overlap, and those of them that the short one has in the same order. */
function compareOrders(own: SweepFinding, truth: SweepFinding): { pairs: number; agreeing: number } {
  const places = truth.variants.map((_, index) => index);
  const apart = places.flatMap((a) =>
    places.flatMap((b) => {
      const [first, second] = [rangeOf(truth, a), rangeOf(truth, b)];
      return first !== null && second !== null && first.high < second.low ? [[a, b] as const] : [];
    }),
  );
  const agreeing = apart.filter(([a, b]) => {
    const [first, second] = [rangeOf(own, a), rangeOf(own, b)];
    return first !== null && second !== null && first.estimate < second.estimate;
  });
  return { pairs: apart.length, agreeing: agreeing.length };
}

function cells(finding: SweepFinding, index: number): string[] {
  const range = rangeOf(finding, index);
  const variant = finding.variants[index];
  const percent = (ratio: number): string => `${(100 * ratio).toFixed(1)}%`;
  const p95 =
    range === null ? '–' : `${percent(range.estimate)} (${percent(range.low)} to ${percent(range.high)})`;
  return [p95, `${variant?.windows ?? 0}`, variant?.standing ?? ''];
}
