import type { Fold } from '../fold.ts';

/** A fold as a leg sees it that only some sides take part in: index `i` there is side `kept[i]` of the run. */
export function foldKept(fold: Fold, kept: readonly number[]): Fold {
  const of = (side: number): number => kept[side] as number;
  return {
    ...fold,
    request: (sample) => fold.request({ ...sample, side: of(sample.side) }),
    begun: (window, side, at) => fold.begun(window, of(side), at),
    ended: (window, side, durationMs, at) => fold.ended(window, of(side), durationMs, at),
    dropped: (side, count, at) => fold.dropped(of(side), count, at),
    check: (window, side, name, passed) => fold.check(window, of(side), name, passed),
    custom: (window, side, metric, value) => fold.custom(window, of(side), metric, value),
    stray: (side, origin) => fold.stray(of(side), origin),
    setGauge: (gauge, reading) => fold.setGauge(gauge, { ...reading, side: of(reading.side) }),
    addGauge: (gauge, reading) => fold.addGauge(gauge, { ...reading, side: of(reading.side) }),
    addPeakMemory: (side, bytes) => fold.addPeakMemory(of(side), bytes),
    sketch: (side, windows) => fold.sketch(of(side), windows),
  };
}
