import { findBestSplit } from './divisive.ts';
import { mean } from './student.ts';
import { studentTail } from './student-tail.ts';

/** A lasting change of level in a series. */
export interface ChangePoint {
  /** Of the first value of the new level. */
  readonly index: number;
  /** Means of the stretches on either side, as far as the next change points. */
  readonly before: number;
  readonly after: number;
  readonly pValue: number;
}

export interface ChangePointOptions {
  /** Values looked at together; windows overlap by half. */
  readonly window?: number;
  /** Largest p-value of a change point. */
  readonly significance?: number;
}

const WINDOW = 50;
const SIGNIFICANCE = 0.001;
/** Candidates may be this much weaker: a single strict pass would stop before it reaches changes that hide behind them. */
const WEAKER = 10;

/**
 * Change points as Hunter finds them (Fleming et al., ICPE 2023, arXiv 2301.03034; now Apache Otava): E-Divisive in
 * overlapping windows, with Student's t in place of permutations, so that the same series always gives the same points. Weak
 * candidates first; then the weakest goes, and its neighbours are judged anew, until all are significant.
 *
 * The p-value is that of a split chosen for being the best, so it understates chance: of series of pure normal noise with 50
 * values about 2 in 100 have a point, of those with 200 about 7.
 */
export function findChangePoints(values: readonly number[], options: ChangePointOptions = {}): ChangePoint[] {
  const { window = WINDOW, significance = SIGNIFICANCE } = options;
  if (!values.every(Number.isFinite)) throw new RangeError('a series with gaps has no change points');
  const weak = findCandidates(values, Math.max(2, window), Math.min(0.5, significance * WEAKER));
  return keepSignificant(values, weak, significance);
}

function findCandidates(values: readonly number[], window: number, significance: number): number[] {
  const found = new Set<number>();
  const step = Math.floor(window / 2);
  let start = 0;
  while (start < values.length) {
    const own = splitUp(values, { from: start, to: Math.min(start + window, values.length) }, significance);
    for (const index of own) found.add(index);
    start = Math.max(start + step, ...own);
  }
  return [...found].sort((a, b) => a - b);
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Parts a window where it differs most, then its parts, until the best split left is chance. */
function splitUp(values: readonly number[], window: Stretch, significance: number): number[] {
  const points: number[] = [];
  for (;;) {
    const stretches = stretchesOf(points, window);
    const [best] = stretches
      .flatMap((stretch) => {
        const split = findBestSplit(values, stretch.from, stretch.to);
        return split === null ? [] : [{ ...split, stretch }];
      })
      .sort((a, b) => b.divergence - a.divergence);
    if (best === undefined || pValueOf(values, best.index, best.stretch) >= significance) return points;
    points.push(best.index);
    points.sort((a, b) => a - b);
  }
}

function keepSignificant(
  values: readonly number[],
  weak: readonly number[],
  significance: number,
): ChangePoint[] {
  const whole = { from: 0, to: values.length };
  let points = [...weak];
  for (;;) {
    const judged = points.map((index, at) =>
      describePoint(values, index, { from: points[at - 1] ?? whole.from, to: points[at + 1] ?? whole.to }),
    );
    const weakest = judged.reduce<ChangePoint | null>(
      (worst, one) => (worst === null || one.pValue > worst.pValue ? one : worst),
      null,
    );
    if (weakest === null || weakest.pValue < significance) return judged;
    points = points.filter((index) => index !== weakest.index);
  }
}

const stretchesOf = (points: readonly number[], { from, to }: Stretch): Stretch[] =>
  [from, ...points].map((start, at) => ({ from: start, to: points[at] ?? to }));

const describePoint = (values: readonly number[], index: number, stretch: Stretch): ChangePoint => ({
  index,
  before: mean(values.slice(stretch.from, index)),
  after: mean(values.slice(index, stretch.to)),
  pValue: pValueOf(values, index, stretch),
});

const pValueOf = (values: readonly number[], index: number, { from, to }: Stretch): number =>
  compareMeans(values.slice(from, index), values.slice(index, to));

/** Two-sided p-value of Student's t for two samples of one variance; 1 for fewer than three values in all. */
export function compareMeans(left: readonly number[], right: readonly number[]): number {
  const degrees = left.length + right.length - 2;
  if (degrees < 1 || left.length === 0 || right.length === 0) return 1;
  const [a, b] = [mean(left), mean(right)];
  const squares = sumSquares(left, a) + sumSquares(right, b);
  if (a === b) return 1;
  const error = Math.sqrt((squares / degrees) * (1 / left.length + 1 / right.length));
  return studentTail(Math.abs(a - b) / error, degrees);
}

const sumSquares = (values: readonly number[], centre: number): number =>
  values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
