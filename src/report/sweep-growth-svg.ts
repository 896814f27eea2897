import { axisX, axisY, dot, line, ruleX, text } from '@observablehq/plot';
import type { AuditedVariant } from '../core/sweep/audit.ts';
import type { SweepResult } from '../core/sweep/swept.ts';
import { variantName } from '../core/sweep/variant-name.ts';
import { PLAIN } from './ink.ts';
import { formatMs, plain } from './numbers.ts';
import { draw, nameRoom } from './sweep-picture.ts';

/** One variant at one load. */
interface Point {
  readonly name: string;
  readonly factor: number;
  readonly p95Ms: number;
  readonly isStalled: boolean;
  readonly color: string;
}

const SIZE = { width: 760, height: 320, marginTop: 46, marginBottom: 40, marginLeft: 64 } as const;
/** Between two names at the right edge, px. */
const NAME_GAP = 14;

/** p95 of every variant over multiples of today's load; crosses where it stalls. */
export function renderGrowthSvg(result: SweepResult): string {
  const lines = linesOf(result);
  const points = lines.flat();
  const [least, most] = [
    Math.min(...points.map(({ p95Ms }) => p95Ms)),
    Math.max(...points.map(({ p95Ms }) => p95Ms)),
  ];
  const names = spreadNames(lines, Math.log(most / least));
  const title = "p95 over multiples of today's load; crosses where a variant stalls";
  return draw({
    title,
    options: {
      ...SIZE,
      marginRight: nameRoom(names.map(({ name }) => name)),
      x: { domain: [0, Math.max(1, ...points.map(({ factor }) => factor))] },
      y: { type: 'log', domain: [least, most] },
      marks: [
        ...axes(points),
        line(points, { x: 'factor', y: 'p95Ms', z: 'name', stroke: 'color', strokeWidth: 1.5 }),
        dot(points, {
          ...{ x: 'factor', y: 'p95Ms', stroke: 'color', r: 4 },
          symbol: ({ isStalled }: Point) => (isStalled ? 'times' : 'circle'),
        }),
        text(names, { x: 'factor', y: 'p95Ms', text: 'name', textAnchor: 'start', dx: 8, fill: 'color' }),
        text([title], { frameAnchor: 'top-left', dx: -60, dy: -40, fontSize: 13, fontWeight: 600 }),
      ],
    },
  });
}

function axes(points: readonly Point[]) {
  return [
    axisY({
      ...{ label: null, ticks: 4, tickSize: 0, fill: 'var(--faint)' },
      tickFormat: (value: number) => formatMs(value),
    }),
    axisX([...new Set(points.map(({ factor }) => factor))], {
      ...{ label: null, fill: 'var(--faint)' },
      tickFormat: (value: number) => `${plain(value)}×`,
    }),
    ruleX([1], { stroke: 'var(--grid)' }),
  ];
}

/** By variant; nothing where all of its requests failed. */
function linesOf({ growth, design }: SweepResult): Point[][] {
  return (growth?.variants ?? []).map((variant, index) =>
    variant.steps.flatMap(({ factor, p95Ms }) =>
      p95Ms === null || p95Ms <= 0
        ? []
        : [
            {
              ...{ name: PLAIN.name(variantName(design, index)), factor, p95Ms, color: colorOf(variant) },
              isStalled: factor >= (variant.stall?.factor ?? Number.POSITIVE_INFINITY),
            },
          ],
    ),
  );
}

/** The ends of the lines, moved down where they would lie on each other; `range` is that of the logarithms. */
function spreadNames(lines: readonly (readonly Point[])[], range: number): Point[] {
  const gap = (NAME_GAP * range) / (SIZE.height - SIZE.marginTop - SIZE.marginBottom);
  const ends = lines.flatMap((points) => points.at(-1) ?? []).sort((a, b) => b.p95Ms - a.p95Ms);
  let above = Number.POSITIVE_INFINITY;
  return ends.map((end) => {
    above = Math.min(Math.log(end.p95Ms), above - gap);
    return { ...end, p95Ms: Math.exp(above) };
  });
}

function colorOf({ standing }: AuditedVariant): string {
  switch (standing) {
    case 'today':
      return 'var(--today)';
    case 'further':
      return 'var(--better)';
    case 'sooner':
      return 'var(--worse)';
    case 'same':
    case 'unsure':
      return 'var(--open)';
  }
}
