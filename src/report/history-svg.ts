import { axisX, axisY, ruleY, text } from '@observablehq/plot';
import type { MetricHistory } from '../core/baseline/metric-history.ts';
import { shortDay } from './history-date.ts';
import { changes, measured, PICTURE, releases } from './history-marks.ts';
import { PLAIN } from './ink.ts';
import { subject } from './metric-words.ts';
import { formatValue } from './numbers.ts';
import { renderSvgFile } from './svg-file.ts';

const DATES = 7;
/** Ranges shown at least: a fifth of the value, half a percentage point of failures. */
const LEAST_RANGE = 0.2;
const LEAST_SHARES = 0.005;

/** Colours for both themes; the paper has one too, because a picture does not know the page it lies on. */
const STYLE = `.plimsoll-history { --paper: #ffffff; --ink: #1f2328; --faint: #656d76; --dots: #57a0e5; --level: #0550ae; --change: #bc4c00; --grid: #d8dee4; color: var(--ink); background: var(--paper); }
@media (prefers-color-scheme: dark) { .plimsoll-history { --paper: #0d1117; --ink: #e6edf3; --faint: #9198a1; --dots: #316dca; --level: #79c0ff; --change: #f0883e; --grid: #30363d; } }`;

/** One metric over the recorded commits as a picture that stands alone: a dot per commit, a line per level, a stroke per change. */
export function renderHistorySvg(history: MetricHistory): string {
  const title = titleOf(history);
  const options = {
    className: 'plimsoll-history',
    ...PICTURE,
    x: { domain: [-0.5, history.points.length - 0.5] },
    y: { domain: domainOf(history), grid: false },
    marks: [
      ...axes(history),
      ...measured(history),
      ...changes(history),
      ...releases(history),
      heading(title),
    ],
  };
  return renderSvgFile({ title, style: STYLE, options });
}

const titleOf = (history: MetricHistory): string =>
  `${subject(history, PLAIN)}, now ${formatValue(history.levels.at(-1) ?? null, history.unit)}`;

const heading = (title: string) =>
  text([title], {
    frameAnchor: 'top-left',
    dx: 4 - PICTURE.marginLeft,
    dy: -44,
    fontSize: 13,
    fontWeight: 600,
  });

function axes(history: MetricHistory) {
  const { points, unit } = history;
  const step = Math.max(1, Math.ceil(points.length / DATES));
  const ticks = points.flatMap((_, index) => (index % step === 0 ? [index] : []));
  return [
    axisY({
      ticks: 4,
      tickFormat: (value: number) => formatValue(value, unit),
      tickSize: 0,
      label: null,
      fill: 'var(--faint)',
    }),
    axisX(ticks, {
      tickFormat: (index: number) => shortDay(points[index]?.at ?? 0),
      tickSize: 4,
      label: null,
      fill: 'var(--faint)',
      stroke: 'var(--grid)',
    }),
    ruleY([domainOf(history)[0]], { stroke: 'var(--grid)' }),
  ];
}

/** Room for changes, not for zero; and never so close that noise fills the picture. */
function domainOf({ points, scale }: Pick<MetricHistory, 'points' | 'scale'>): [number, number] {
  const values = points.map(({ value }) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const least = scale === 'count' ? LEAST_SHARES : LEAST_RANGE * Math.abs(high);
  const room = Math.max(0.12 * (high - low), (least - (high - low)) / 2) || 1;
  return [scale === 'linear' ? low - room : Math.max(0, low - room), high + room];
}
