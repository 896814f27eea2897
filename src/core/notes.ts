import { findContention } from './contention.ts';
import type { Result } from './result.ts';

/** Remarks that a reader must see beside the verdict, most important first. */
export function notesOn(
  { measurement, observations, provenance }: Result,
  strays: readonly ReadonlyMap<string, number>[],
): string[] {
  const notes: string[] = [];
  if (measurement.rateSource === 'default') {
    notes.push(
      `No rate was set, so ${measurement.rate} iterations per second were used; a load near what production sees shows more.`,
    );
  }
  const limit = measurement.rateSource === 'measured' ? measurement.capacity?.limit : undefined;
  if (limit === 'generator') {
    notes.push(
      'The rate is 65% of what the load generator reached: it used up the processors before the service did. A larger machine would show what the service bears.',
    );
  } else if (limit === 'users') {
    notes.push(
      'The rate is 65% of what all virtual users together reached while they waited for answers that were not late; the service may bear more.',
    );
  }
  const contention = findContention(measurement, observations, provenance.machine.cores);
  if (contention !== null) {
    const { generator, services, cores } = contention;
    notes.push(
      `Load generator and services fought for the processors: ${generator.toFixed(1)} and ${services.toFixed(1)} of ${cores} were busy on average, so latencies hold some waiting for the generator. Both sides had the same of it; a lower rate or a larger machine${cores >= 4 ? ', or `pin: auto`,' : ''} would keep them apart.`,
    );
  }
  if (observations.lost.length > 0) {
    notes.push(
      `Windows left out because the load generator itself was held up in them: ${observations.lost.length}.`,
    );
  }
  for (const [side, dropped] of measurement.dropped.entries()) {
    if (dropped > 0) {
      notes.push(
        `Arrivals for ${observations.sides[side]} that found no free virtual user: ${dropped}. They count as failed requests.`,
      );
    }
  }
  for (const [origin, count] of sumByOrigin(strays)) {
    notes.push(`Requests that went to ${origin}, which is neither version: ${count}. They were not judged.`);
  }
  return notes;
}

function sumByOrigin(strays: readonly ReadonlyMap<string, number>[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [origin, count] of strays.flatMap((side) => [...side])) {
    sums.set(origin, (sums.get(origin) ?? 0) + count);
  }
  return sums;
}
