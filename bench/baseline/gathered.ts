import { readFileSync } from 'node:fs';
import type { Recording } from '../../src/core/baseline/recording.ts';

/** A recording and how it was made. */
export interface Gathered {
  readonly role: 'recorded' | 'unchanged' | '+30%' | '+100%';
  /** Share of a core that something else took meanwhile. */
  readonly hog: number;
  readonly recording: Recording;
}

/** What earlier runs have left; nothing where there is no file yet. */
export function readGathered(path: string): Gathered[] {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Gathered[];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
