import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { EngineExit, EngineRun, LegRun } from '../../core/engine.ts';
import { Failure, measurementFailure } from '../../core/failure.ts';
import type { SampleSink } from '../../core/sample.ts';
import { findFreeDatagramPorts } from '../../system/datagram.ts';
import { createTemporaryDirectory } from '../../system/temporary.ts';
import { endOf } from '../k6/scenarios.ts';
import type { JMeterFacts } from './describe.ts';
import type { JMeterSetup } from './engine.ts';
import { type Generator, type GeneratorPlan, startGenerator } from './generator.ts';
import { prepareSide } from './prepare-side.ts';
import { dealServers } from './servers.ts';

export interface JMeterLeg {
  readonly setup: JMeterSetup;
  readonly facts: Promise<JMeterFacts>;
  readonly run: LegRun;
  readonly sink: SampleSink;
}

/** One JMeter per side, all at once; when one of them ends the others are of no use and end too. */
export function runLeg(leg: JMeterLeg): EngineRun {
  const { setup, run, sink } = leg;
  const generators: Generator[] = [];
  const stopped = new AbortController();
  const stop = async (): Promise<void> => {
    stopped.abort();
    await Promise.all(generators.map((generator) => generator.stop()));
  };

  const load = async (): Promise<readonly EngineExit[]> => {
    await using folder = await createTemporaryDirectory('jmeter', setup.environment);
    const plans = await preparePlans(leg, folder.path);
    if (stopped.signal.aborted) return run.targets.map(({ side }) => quiet(side));
    try {
      const bySide = new Map<number, Generator>();
      for (const index of run.order) {
        const plan = plans[index];
        if (plan === undefined)
          throw new RangeError(`the order names side ${index} of ${run.targets.length}`);
        const generator = startGenerator(setup, plan, sink);
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
        : measurementFailure(`JMeter could not be run: ${error}`, 'Run again.', error);
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

/** Everything that takes time, so that the processes then start at the same moment. */
async function preparePlans({ setup, facts, run }: JMeterLeg, folder: string): Promise<GeneratorPlan[]> {
  const known = await facts;
  const ports = await findFreeDatagramPorts(run.targets.length);
  const dealt = dealServers(setup.remoteHosts, run);
  return Promise.all(
    run.targets.map(async (target, side) => {
      const own = join(folder, `side-${side}`);
      await mkdir(own, { mode: 0o700 });
      const servers = dealt[side] ?? [];
      const machines = Math.max(1, servers.length);
      const plan = await prepareSide({ setup, facts: known, run, side, machines, folder: own });
      const { countsTransaction } = known;
      const port = ports[side] as number;
      const { slotMs } = run.leg;
      return {
        target,
        side,
        plan,
        servers,
        slotMs,
        folder: own,
        port,
        countsTransaction,
        endsAt: endOf(run),
      };
    }),
  );
}

const quiet = (side: string): EngineExit => ({ side, failure: null, said: '', thresholds: [] });
