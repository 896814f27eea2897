import { type Failure, measurementFailure } from '../core/failure.ts';

/** Why what a load tool wrote could not be read; what is a failure already keeps its own words. */
export function unread(what: string, error: unknown): Failure {
  if (error instanceof Error && error.name === 'Failure') return error as Failure;
  return measurementFailure(`${what} could not be read: ${error}`, 'Run again.', error);
}
