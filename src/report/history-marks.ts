import { dot, line, ruleX, ruleY, text } from '@observablehq/plot';
import type { MetricHistory } from '../core/baseline/metric-history.ts';
import { sayChange } from './history-words.ts';
import { PLAIN } from './ink.ts';

/** Pixels. */
export const PICTURE = {
  width: 760,
  height: 230,
  marginTop: 54,
  marginRight: 16,
  marginBottom: 40,
  marginLeft: 64,
} as const;

/** A label near the right edge stands on the left of its place. */
const RIGHT_PART = 0.8;
/** Labels nearer than this, as a part of the width, go into two rows. */
const CROWDED = 0.15;

/** A dot per commit, and a line at the level of each stretch. */
export function measured({ points, changes: found, levels }: MetricHistory) {
  const starts = [0, ...found.map(({ index }) => index)];
  const stretches = levels.map((level, at) => ({
    from: (starts[at] ?? 0) - 0.4,
    to: (starts[at + 1] ?? points.length) - 0.6,
    level,
  }));
  const rows = points.map(({ value }, index) => ({ index, value }));
  return [
    line(rows, { x: 'index', y: 'value', stroke: 'var(--dots)', strokeWidth: 0.75, strokeOpacity: 0.5 }),
    dot(rows, { x: 'index', y: 'value', fill: 'var(--dots)', r: 2 }),
    ruleY(stretches, { x1: 'from', x2: 'to', y: 'level', stroke: 'var(--level)', strokeWidth: 2 }),
  ];
}

/** A stroke before the first commit of each new level, with the size of the change and that commit. */
export function changes(history: MetricHistory) {
  const { points, changes: found } = history;
  const width = Math.max(1, points.length - 1);
  let row = 0;
  const labels = found.map((change, at) => {
    const gap = at === 0 ? 1 : (change.index - (found[at - 1]?.index ?? 0)) / width;
    row = gap < CROWDED ? 1 - row : 0;
    const words = `${sayChange({ ...history, change: change.change })} ${PLAIN.name(change.commit.slice(0, 7))}`;
    return { x: change.index - 0.5, words, row, isLeft: change.index / width > RIGHT_PART };
  });
  const place = (on: { row: number; isLeft: boolean }) => {
    const own = labels.filter((label) => label.row === on.row && label.isLeft === on.isLeft);
    return text(own, {
      x: 'x',
      text: 'words',
      frameAnchor: 'top',
      textAnchor: on.isLeft ? 'end' : 'start',
      dx: on.isLeft ? -4 : 4,
      dy: on.row === 0 ? -15 : -28,
      fontSize: 11,
      fill: 'var(--change)',
    });
  };
  return [
    ruleX(labels, { x: 'x', stroke: 'var(--change)', strokeDasharray: '3,3', insetTop: -14 }),
    ...[0, 1].flatMap((row) => [place({ row, isLeft: false }), place({ row, isLeft: true })]),
  ];
}

/** A small stroke at the foot for each release. */
export function releases({ points }: MetricHistory) {
  const tagged = points.flatMap(({ release }, index) =>
    release === null
      ? []
      : [{ index, name: PLAIN.name(release), isLeft: index / points.length > RIGHT_PART }],
  );
  const place = (isLeft: boolean) =>
    text(
      tagged.filter((one) => one.isLeft === isLeft),
      {
        ...{ x: 'index', text: 'name', frameAnchor: 'bottom', fontSize: 10, fill: 'var(--faint)' },
        ...{ textAnchor: isLeft ? 'end' : 'start', dx: isLeft ? -3 : 3, dy: -3 },
      },
    );
  const insetTop = PICTURE.height - PICTURE.marginTop - PICTURE.marginBottom - 14;
  return [ruleX(tagged, { x: 'index', stroke: 'var(--faint)', insetTop }), place(false), place(true)];
}
