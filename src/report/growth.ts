import type { GrowthStep, StallSign } from '../core/growth/find-stall.ts';
import { type GrowthFinding, type GrowthSide, stoodStep } from '../core/growth/finding.ts';
import type { Result } from '../core/result.ts';
import { type Block, folded, paragraph, table } from './blocks.ts';
import type { Headline } from './headline-text.ts';
import { formatMs, formatShare, formatValue, NOTHING, plain, significant } from './numbers.ts';

const SIGNS: Readonly<Record<StallSign, string>> = {
  errors: 'more of its requests fail than at half the load',
  goodput: 'less gets done than is asked for',
  latency: 'p95 is over five times that at half the load',
};

/** For a verdict that growth decided. */
export function sayStall(growth: GrowthFinding | undefined): Headline {
  const stall = growth?.head.stall ?? null;
  if (growth === undefined || stall === null) return { claim: 'Stalls under growth.', rest: [] };
  return {
    claim: `Stalls at ${times(stall.factor)} today's load; ${sayBase(growth)}.`,
    rest: [
      `There ${stall.signs.map((sign) => SIGNS[sign]).join(', and ')}. It did so again when tried again.`,
    ],
  };
}

/** How both sides bear growth, in a sentence; empty where nobody asked. */
export function growthLines({ growth }: Result): string[] {
  if (growth === undefined) return [];
  const { head, confirmation, expectedRate } = growth;
  const today = `today's load of ${formatValue(expectedRate, 'none')} iterations/s`;
  if (head.stall === null) return [`Growth: head stood ${times(topOf(head))} ${today}; ${sayBase(growth)}.`];
  const said = `Growth: head stalls at ${times(head.stall.factor)} ${today}; ${sayBase(growth)}.`;
  if (confirmation === null) return [said];
  return [
    confirmation.confirmed
      ? `${said} Tried again, it was the same.`
      : `${said} Tried again, the two did not differ so, and it does not count.`,
  ];
}

function sayBase({ base }: GrowthFinding): string {
  const stood = stoodStep(base);
  if (base.stall === null) return `base stood ${times(topOf(base))}`;
  return stood === null
    ? `base stalls at ${times(base.stall.factor)} already`
    : `base stood ${times(stood)} and stalls at ${times(base.stall.factor)}`;
}

const topOf = ({ steps }: GrowthSide): number => steps.at(-1)?.factor ?? 0;

const times = (factor: number): string => `${plain(factor)}×`;

/** Both staircases as a table under their curves. */
export function growthBlocks({ growth }: Result): readonly Block[] {
  if (growth === undefined) return [];
  const { base, head, confirmation } = growth;
  const again =
    confirmation === null
      ? []
      : [
          { side: 'base, again', step: confirmation.base, isStalled: false },
          { side: 'head, again', step: confirmation.head, isStalled: confirmation.confirmed },
        ];
  const rows = [
    ...base.steps.flatMap((step, at) => [
      { side: 'base', step, isStalled: isBeyond(base, step) },
      ...(head.steps[at] === undefined
        ? []
        : [{ side: 'head', step: head.steps[at], isStalled: isBeyond(head, head.steps[at]) }]),
    ]),
    ...again,
  ];
  return folded("Growth: multiples of today's load, step by step", [
    paragraph(curves(growth)),
    table(
      [
        { title: 'load', align: 'r' },
        { title: '', align: 'l' },
        { title: 'asked for', align: 'r' },
        { title: 'done', align: 'r' },
        { title: 'p50', align: 'r' },
        { title: 'p95', align: 'r' },
        { title: 'errors', align: 'r' },
        { title: 'in flight', align: 'r' },
        { title: 'CPU per request', align: 'r' },
        { title: '', align: 'l' },
      ],
      rows.map(({ side, step, isStalled }) => stepCells(side, step, isStalled)),
    ),
  ]);
}

const isBeyond = ({ stall }: GrowthSide, step: GrowthStep): boolean =>
  stall !== null && step.factor >= stall.factor;

export function stepCells(side: string, step: GrowthStep, isStalled: boolean): string[] {
  return [
    times(step.factor),
    side,
    `${significant(step.offered)}/s`,
    `${significant(step.goodput)}/s`,
    step.p50Ms === null ? NOTHING : formatMs(step.p50Ms),
    step.p95Ms === null ? NOTHING : formatMs(step.p95Ms),
    formatShare(step.failedShare),
    significant(step.inFlight),
    step.cpuMs === null ? NOTHING : formatMs(step.cpuMs),
    isStalled ? 'stalls' : '',
  ];
}

const BARS = '▁▂▃▄▅▆▇█';

/** p95 over load, both sides on one logarithmic scale: a step in height is an eighth of the way from the least to the most. */
export function curves({ base, head }: GrowthFinding): string {
  const all = [...base.steps, ...head.steps].flatMap(({ p95Ms }) => p95Ms ?? []).map(Math.log);
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const bar = (value: number | null): string => {
    if (value === null) return '·';
    const height = most > least ? (Math.log(value) - least) / (most - least) : 0;
    return BARS[Math.min(BARS.length - 1, Math.floor(height * BARS.length))] ?? '·';
  };
  const curve = ({ steps }: GrowthSide): string => steps.map(({ p95Ms }) => bar(p95Ms)).join('');
  const factors = base.steps.map(({ factor }) => times(factor)).join(' ');
  return `p95 at ${factors}: base \`${curve(base)}\`, head \`${curve(head)}\``;
}
