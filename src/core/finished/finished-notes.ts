import type { FinishedRun } from './finished-run.ts';

/** What one file had beside the run that was judged. */
export interface FinishedNotes {
  readonly side: 'base' | 'head';
  readonly run: FinishedRun;
  readonly broken: number;
}

/** Remarks that a reader must see beside a verdict on two finished runs. */
export function notesOnFinished({ side, run, broken }: FinishedNotes): string[] {
  const { rising, falling, apart, enclosing } = run.leftOut;
  const seconds = (windows: number): number => (windows * run.windowMs) / 1000;
  const notes: string[] = [];
  if (broken > 0) notes.push(`${count(broken, 'record')} of ${side} could not be read.`);
  if (apart > 0) {
    notes.push(
      `${count(apart, 'request')} of ${side} lie more than a minute apart from its run and were left out.`,
    );
  }
  // One window at each end is cut short by the clock.
  if (rising > 1 || falling > 1) {
    notes.push(
      `The first ${seconds(rising)} s and the last ${seconds(falling)} s of ${side} were left out, because its load was still rising or falling.`,
    );
  }
  if (enclosing > 0) {
    notes.push(
      `${count(enclosing, 'transaction')} of ${side} were left out, because their own requests stand beside them.`,
    );
  }
  return notes;
}

const count = (many: number, noun: string): string => `${many} ${noun}${many === 1 ? '' : 's'}`;
