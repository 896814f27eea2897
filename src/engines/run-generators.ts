import type { EngineExit, EngineRun, LegRun, LoadTarget } from '../core/engine.ts';
import { Failure, measurementFailure } from '../core/failure.ts';
import { createTemporaryDirectory } from '../system/temporary.ts';

/** One process of a load tool that loads one side. */
export interface Generator {
  readonly pid: number;
  readonly ended: Promise<EngineExit>;
  /** As gently as the tool can be told, then by force. Safe to call twice. */
  stop(): Promise<void>;
}

export interface Generators {
  /** The load tool, as messages name it. */
  readonly tool: string;
  readonly run: LegRun;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Everything that takes time, in a private folder, so that the processes then start at the same moment. */
  prepare(folder: string): Promise<(target: LoadTarget, side: number) => Generator>;
}

/** One generator per side, all at once; when one of them ends the others are of no use and end too. */
export function runGenerators({ tool, run, environment, prepare }: Generators): EngineRun {
  const generators: Generator[] = [];
  const stopped = new AbortController();
  const stop = async (): Promise<void> => {
    stopped.abort();
    await Promise.all(generators.map((generator) => generator.stop()));
  };

  const load = async (): Promise<readonly EngineExit[]> => {
    await using folder = await createTemporaryDirectory(tool.toLowerCase(), environment);
    const launch = await prepare(folder.path);
    if (stopped.signal.aborted) return run.targets.map(({ side }) => quiet(side));
    try {
      const bySide = new Map<number, Generator>();
      for (const index of run.order) {
        const target = run.targets[index];
        if (target === undefined)
          throw new RangeError(`the order names side ${index} of ${run.targets.length}`);
        const generator = launch(target, index);
        generators.push(generator);
        bySide.set(index, generator);
        void generator.ended.then(stop);
      }
      return await Promise.all(run.targets.map(({ side }, index) => bySide.get(index)?.ended ?? quiet(side)));
    } finally {
      await stop();
    }
  };

  const ended = load().catch((error: unknown) => {
    const failure =
      error instanceof Failure
        ? error
        : measurementFailure(`${tool} could not be run: ${error}`, 'Run again.', error);
    return run.targets.map(({ side }) => ({ ...quiet(side), failure }));
  });
  return {
    ended,
    pids: () => generators.map(({ pid }) => pid),
    async stop() {
      await stop();
      await ended;
    },
  };
}

const quiet = (side: string): EngineExit => ({ side, failure: null, said: '', thresholds: [] });
