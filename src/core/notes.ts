import type { Result } from './result.ts';

/** Remarks that a reader must see beside the verdict, most important first. */
export function notesOn({ measurement, observations }: Result): string[] {
  const notes: string[] = [];
  if (measurement.rateSource === 'default') {
    notes.push(
      `No rate was set, so ${measurement.rate} iterations per second were used; a load near what production sees shows more.`,
    );
  }
  if (observations.lost.length > 0) {
    notes.push(
      `${observations.lost.length} windows were left out because the load generator itself was held up in them.`,
    );
  }
  for (const [side, dropped] of measurement.dropped.entries()) {
    if (dropped > 0) {
      notes.push(
        `${dropped} arrivals for ${observations.sides[side]} found no free virtual user; they count as failed requests.`,
      );
    }
  }
  return notes;
}
