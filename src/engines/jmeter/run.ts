import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type EngineRun, endOf, type LegRun } from '../../core/engine.ts';
import type { SampleSink } from '../../core/sample.ts';
import { findFreeDatagramPorts } from '../../system/datagram.ts';
import { runGenerators } from '../run-generators.ts';
import type { JMeterFacts } from './describe.ts';
import { startGenerator } from './generator.ts';
import type { GeneratorPlan } from './generator-plan.ts';
import { prepareSide } from './prepare-side.ts';
import { dealServers } from './servers.ts';
import type { JMeterSetup } from './setup.ts';

export interface JMeterLeg {
  readonly setup: JMeterSetup;
  readonly facts: Promise<JMeterFacts>;
  readonly run: LegRun;
  readonly sink: SampleSink;
}

/** One JMeter per side. */
export function runLeg(leg: JMeterLeg): EngineRun {
  const { setup, run, sink } = leg;
  return runGenerators({
    tool: 'JMeter',
    run,
    environment: setup.environment,
    async prepare(folder) {
      const plans = await preparePlans(leg, folder);
      return (_, side) => startGenerator(setup, plans[side] as GeneratorPlan, sink);
    },
  });
}

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
