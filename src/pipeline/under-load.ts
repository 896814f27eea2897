import type { EngineExit, EngineRun } from '../core/engine.ts';
import { type Failure, measurementFailure } from '../core/failure.ts';

export interface LoadInProgress {
  readonly generators: EngineRun;
  /** Resolves when a target ends by itself. */
  readonly died: Promise<Failure>;
  readonly signal: AbortSignal;
}

/**
 * Does something that is only worth doing while generators and targets live. When one of them ends, the work is aborted and
 * its failure thrown; in any case the generators are stopped afterwards.
 */
export async function underLoad<T>(
  load: LoadInProgress,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { generators, died } = load;
  const over = new AbortController();
  const working = work(AbortSignal.any([load.signal, over.signal]));
  try {
    return await Promise.race([
      working,
      generators.ended.then(endedEarly),
      died.then((failure) => Promise.reject(failure)),
    ]);
  } finally {
    working.catch(() => undefined);
    over.abort();
    await generators.stop();
  }
}

function endedEarly(exits: readonly EngineExit[]): never {
  throw (
    exits.find((exit) => exit.failure !== null)?.failure ??
    measurementFailure('the load ended before its time', 'Run the script by itself to see why it stops.')
  );
}
