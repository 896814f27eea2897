import type { Comparison } from '../core/judgement.ts';
import type { Result } from '../core/result.ts';
import { formatChange } from './change.ts';
import { PLAIN } from './ink.ts';
import { metricWord } from './metric-words.ts';
import { MINUS } from './numbers.ts';
import { splitRun } from './run-table.ts';

/** Columns on each side of zero. */
const HALF = 16;
/** Changes at either end of the scale; the largest takes what lies beyond, with an arrow. */
const SCALES = [0.05, 0.1, 0.2, 0.3, 0.5, 1, 2];

interface Bar {
  readonly name: string;
  readonly change: NonNullable<Comparison['change']>;
  readonly words: string;
  readonly margin: number | null;
}

/**
 * Changes of the run as intervals on one scale: a dot for the estimate in its 95% interval, a dotted stroke at the margin.
 * Empty where nothing was compared as a ratio. Holds no name that others chose, so it may stand in a block of code.
 */
export function changeBars(result: Result): string[] {
  const bars = chosen(result).flatMap(toBar);
  if (bars.length === 0) return [];
  const scale = scaleFor(bars);
  const name = Math.max(...bars.map((bar) => lengthOf(bar.name)));
  const words = Math.max(...bars.map((bar) => lengthOf(bar.words)));
  const indent = ' '.repeat(name + words + 4);
  return [
    `${indent}${ruler(scale)}`,
    ...bars.map((bar) =>
      `${pad(bar.name, name)}  ${' '.repeat(words - lengthOf(bar.words))}${bar.words}  ${draw(bar, scale)}`.trimEnd(),
    ),
  ];
}

/** What the run is known by; checks and the script's own metrics have names that others chose. */
const chosen = (result: Result): Comparison[] =>
  splitRun(result).first.filter(({ metric, kind }) => kind === 'ratio' && !metric.includes(':'));

function toBar(one: Comparison): Bar[] {
  const { change, margin, standing, metric } = one;
  if (change === null) return [];
  const gate = standing === 'shown' ? null : margin;
  return [{ name: metricWord(metric, PLAIN), change, words: formatChange(one), margin: gate }];
}

/** The least scale that holds all intervals and margins; margins alone never make it larger than twice the widest interval. */
function scaleFor(bars: readonly Bar[]): number {
  const widest = Math.max(...bars.flatMap(({ change: { low, high } }) => [Math.abs(low), Math.abs(high)]));
  const margins = bars.map(({ margin }) => margin ?? 0).filter((margin) => margin <= 2 * widest);
  const needed = Math.max(widest, ...margins);
  return SCALES.find((scale) => scale >= needed) ?? (SCALES.at(-1) as number);
}

const ruler = (scale: number): string => {
  const [low, high] = [`${MINUS}${100 * scale}%`, `+${100 * scale}%`];
  return `${pad(low, HALF)}0${high.padStart(HALF)}`;
};

/** Later marks lie over earlier ones. */
function draw({ change, margin }: Bar, scale: number): string {
  const cells = Array.from({ length: 2 * HALF + 1 }, () => ' ');
  const place = (value: number): number => Math.round((value / scale) * HALF) + HALF;
  const [from, to] = [place(change.low), place(change.high)];
  const put = (at: number, mark: string): void => {
    if (at >= 0 && at < cells.length) cells[at] = mark;
  };
  put(HALF, '│');
  if (margin !== null) put(place(margin), '┊');
  for (let at = Math.max(0, from); at <= Math.min(to, cells.length - 1); at++) cells[at] = '━';
  put(place(change.estimate), '●');
  if (from < 0) put(0, '◀');
  if (to >= cells.length) put(cells.length - 1, '▶');
  return cells.join('');
}

const lengthOf = (text: string): number => Array.from(text).length;
const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - lengthOf(text)));
