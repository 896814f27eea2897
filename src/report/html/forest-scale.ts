import type { Comparison } from '../../core/judgement.ts';
import { evenTicks } from './axis-ticks.ts';
import type { Forest } from './forest-rows.ts';

/** The axis of a forest: `bend` is where it turns from linear to logarithmic, null where it stays linear. */
export interface ForestScale {
  readonly domain: readonly [number, number];
  readonly bend: number | null;
  readonly ticks: readonly number[];
}

/** Changes larger than this would press all others together on a linear axis. */
const LINEAR_UP_TO = { ratio: 0.6, share: 0.06 } as const;
const BEND = { ratio: 0.1, share: 0.01 } as const;
/** Beyond this an interval is cut, and its number says how far it goes. */
const MOST_RATIO = 20;
const STEPS = [1, 2, 5];

export function scaleFor({ rows, kind, unit }: Pick<Forest, 'rows' | 'kind' | 'unit'>): ForestScale {
  const group = kind === 'ratio' ? 'ratio' : unit === 'share' ? 'share' : null;
  const ends = rows.flatMap(endsOf).filter(Number.isFinite);
  const low = Math.min(0, ...ends);
  const high = Math.min(Math.max(0, ...ends), group === 'ratio' ? MOST_RATIO : Number.POSITIVE_INFINITY);
  const reach = Math.max(-low, high) || 1;
  const least = 0.15 * reach;
  const domain = [Math.min(low, -least) * 1.06, Math.max(high, least) * 1.06] as const;
  const linear = group === null || reach <= LINEAR_UP_TO[group];
  if (linear)
    return {
      domain,
      bend: null,
      ticks: evenTicks(domain, unit === 'share' || kind === 'ratio' ? 'change' : unit, 6).values,
    };
  return { domain, bend: BEND[group], ticks: bentTicks(domain, BEND[group]) };
}

const endsOf = ({ change, margin, standing }: Comparison): number[] => [
  ...(change === null ? [] : [change.low, change.high]),
  ...(margin === null || standing === 'shown' ? [] : [margin]),
];

/** Zero, the bend, and round numbers on both sides that lie far enough apart. */
function bentTicks([low, high]: readonly [number, number], bend: number): number[] {
  const sizes = [1, 10, 100, 1000].flatMap((power) => STEPS.map((step) => step * power * bend));
  const place = (value: number): number => Math.sign(value) * Math.log1p(Math.abs(value) / bend);
  const gap = (place(high) - place(low)) / 12;
  const ticks = [0];
  for (const size of sizes) {
    for (const tick of [-size, size]) {
      const isFree = ticks.every((other) => Math.abs(place(other) - place(tick)) >= gap);
      if (tick >= low && tick <= high && isFree) ticks.push(tick);
    }
  }
  return ticks.toSorted((a, b) => a - b);
}
