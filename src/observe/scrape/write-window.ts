import type { WriteGauge } from '../../core/observer.ts';
import type { MetricReader, Numbers } from './metric-reader.ts';
import type { Reading } from './take-reading.ts';

/** A window between two readings of every side. */
export interface ReadWindow {
  readonly window: number;
  readonly before: readonly Reading[];
  readonly after: readonly Reading[];
  readonly readers: readonly MetricReader[];
}

/** Writes what every side can tell of the window; what one cannot, none does, so that no side is seen in other windows than the other. */
export function writeWindow({ window, before, after, readers }: ReadWindow, write: WriteGauge): void {
  for (const [index, reader] of readers.entries()) {
    const values = after.map((reading, side) => {
      const [first, last] = [numbersOf(before[side], index), numbersOf(reading, index)];
      return first === null || last === null ? null : valueBetween(first, last);
    });
    const kind = after.map((reading) => numbersOf(reading, index)?.kind).find((known) => known !== undefined);
    if (kind === undefined || values.includes(null)) continue;
    for (const [side, value] of values.entries())
      write(reader.gauge(kind), { window, side, value: value as number });
  }
}

const numbersOf = (reading: Reading | undefined, index: number): Numbers | null =>
  reading?.kind === 'read' ? (reading.numbers[index] ?? null) : null;

/** What a metric did between two readings; null after a restart of the service, and where nothing happened that has a mean. */
export function valueBetween(before: Numbers, after: Numbers): number | null {
  const value = after.value - before.value;
  const events = after.events - before.events;
  switch (after.kind) {
    case 'level':
      return after.value;
    case 'increase':
      return value < 0 ? null : value;
    case 'mean':
      return value < 0 || events <= 0 ? null : value / events;
  }
}
