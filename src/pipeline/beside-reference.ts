import type { Engine, EngineExit, EngineRun, LegRun } from '../core/engine.ts';
import type { SampleSink } from '../core/sample.ts';
import { REFERENCE } from '../core/side.ts';

/** One engine for two scripts: the reference gets its own, every other side the user's. */
export function besideReference(engine: Engine, reference: Engine): Engine {
  return {
    name: engine.name,
    version: engine.version,
    describe: () => engine.describe(),
    run(run: LegRun, sink: SampleSink): EngineRun {
      const isReference = (index: number): boolean => run.targets[index]?.side === REFERENCE;
      // Each engine knows all sides, so that indices stay what they are, and is told to start only its own.
      const runs = [
        reference.run({ ...run, order: run.order.filter(isReference) }, sink),
        engine.run({ ...run, order: run.order.filter((index) => !isReference(index)) }, sink),
      ] as const;
      const stop = async (): Promise<void> => {
        await Promise.all(runs.map((each) => each.stop()));
      };
      // When one has ended the other is of no use.
      for (const each of runs) void each.ended.then(stop);
      const ended = async (): Promise<readonly EngineExit[]> => {
        const [theirs, ours] = [await runs[0].ended, await runs[1].ended];
        return theirs.map((exit, index) => (isReference(index) ? exit : (ours[index] ?? exit)));
      };
      return {
        ended: ended(),
        pids: () => runs.flatMap((each) => each.pids?.() ?? []),
        stop,
      };
    },
  };
}
