import { axisFx, axisX, axisY, dot, ruleX, ruleY, text } from '@observablehq/plot';
import { find } from '../core/sweep/rank.ts';
import type { SweepFinding, SweepResult, SweptVariant } from '../core/sweep/swept.ts';
import { variantName } from '../core/sweep/variant-name.ts';
import { PLAIN } from './ink.ts';
import { metricWord } from './metric-words.ts';
import { signed } from './numbers.ts';
import { renderGrowthSvg } from './sweep-growth-svg.ts';
import { draw, nameRoom } from './sweep-picture.ts';
import { rowOrder } from './sweep-terminal.ts';

const METRICS = ['p95', 'cpu'];
/** Percent: drawn at least to either side; what is slower by more than the most is drawn at the edge. */
const [LEAST, MOST] = [5, 200];

/** A sweep as a picture: every variant's p95 and CPU per request against today's, with its interval. */
export function renderSweepSvg(result: SweepResult): string {
  const { finding } = result;
  if (finding === undefined) return renderGrowthSvg(result);
  const names = rowOrder(finding).map((index) => PLAIN.name(variantName(result.design, index)));
  const rows = METRICS.flatMap((metric) => rowsOf(result, finding, metric));
  const low = Math.min(-LEAST, ...rows.map((row) => row.low));
  const high = Math.max(LEAST, ...rows.map((row) => row.high));
  const title = "Against today's values: p95 and CPU per request, 95% intervals";
  return draw({
    title,
    options: {
      ...{ width: 760, height: 84 + 30 * names.length },
      ...{ marginTop: 46, marginRight: 64, marginBottom: 34, marginLeft: nameRoom(names) },
      fx: { domain: METRICS.map((metric) => metricWord(metric, PLAIN)) },
      x: { domain: [low, high] },
      y: { domain: names, type: 'band' },
      marks: [
        axisFx({ anchor: 'top', label: null, fontSize: 12 }),
        axisY({ label: null, tickSize: 0, fill: 'var(--ink)' }),
        axisX({
          label: null,
          ticks: 4,
          tickFormat: (value: number) => `${signed(value, 0)}%`,
          fill: 'var(--faint)',
        }),
        ruleX([0], { stroke: 'var(--today)', strokeDasharray: '3,3' }),
        ruleY(rows, { fx: 'metric', y: 'name', x1: 'low', x2: 'high', stroke: 'color', strokeWidth: 2 }),
        dot(rows, { fx: 'metric', y: 'name', x: 'estimate', fill: 'color', r: 4 }),
        text(rows, {
          fx: 'metric',
          y: 'name',
          x: 'high',
          text: 'words',
          textAnchor: 'start',
          dx: 8,
          fill: 'color',
        }),
        text([title], {
          frameAnchor: 'top-left',
          dx: -nameRoom(names) + 4,
          dy: -40,
          fontSize: 13,
          fontWeight: 600,
          fx: [metricWord('p95', PLAIN)],
        }),
      ],
    },
  });
}

interface Row {
  readonly name: string;
  readonly metric: string;
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  readonly color: string;
  readonly words: string;
}

function rowsOf(result: SweepResult, finding: SweepFinding, metric: string): Row[] {
  return rowOrder(finding).flatMap((index) => {
    const variant = finding.variants[index] as SweptVariant;
    const comparison = find(variant, metric);
    const change = variant.standing === 'today' ? { estimate: 0, low: 0, high: 0 } : comparison?.change;
    if (change == null) return [];
    const percent = (ratio: number): number => Math.min(MOST, 100 * ratio);
    return [
      {
        name: PLAIN.name(variantName(result.design, index)),
        metric: metricWord(metric, PLAIN),
        ...{ estimate: percent(change.estimate), low: percent(change.low), high: percent(change.high) },
        color: colorOf(variant, metric),
        words:
          variant.standing === 'today'
            ? ''
            : `${signed(100 * change.estimate, Math.abs(change.estimate) < 0.0995 ? 1 : 0)}%`,
      },
    ];
  });
}

function colorOf(variant: SweptVariant, metric: string): string {
  if (variant.standing === 'today') return 'var(--today)';
  switch (find(variant, metric)?.standing) {
    case 'better':
      return 'var(--better)';
    case 'worse':
      return 'var(--worse)';
    default:
      return 'var(--open)';
  }
}
