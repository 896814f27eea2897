import { join } from 'node:path';
import type { EngineExit } from '../../core/engine.ts';
import type { Failure } from '../../core/failure.ts';
import type { SampleSink } from '../../core/sample.ts';
import { now } from '../../system/clock.ts';
import { followFile } from '../../system/follow-file.ts';
import { startProcess } from '../../system/processes.ts';
import type { Generator } from '../run-generators.ts';
import { unread } from '../unread.ts';
import { jmeterCommand } from './child.ts';
import { compareClocks } from './clocks.ts';
import { endProcess, watchServers } from './end-process.ts';
import { failureOf } from './exits.ts';
import type { GeneratorPlan } from './generator-plan.ts';
import { lastError, shorten } from './log.ts';
import { createSampleReader } from './samples.ts';
import type { JMeterSetup } from './setup.ts';
import { FILES } from './side-files.ts';

/** One JMeter that loads one side. It is stopped by its own command, then by force. */
export function startGenerator(setup: JMeterSetup, plan: GeneratorPlan, sink: SampleSink): Generator {
  const { target, side, folder } = plan;
  let stoppedAt = Number.POSITIVE_INFINITY;
  let refused: Failure | null = null;
  let stopping: Promise<void> | null = null;
  const child = startProcess(jmeterCommand(setup, plan));
  const isRemote = plan.servers.length > 0;
  const servers = isRemote ? watchServers(child, () => stop()) : () => 'begun' as const;
  const stop = (): Promise<void> => {
    stopping ??= endProcess(child, plan.port, servers);
    return stopping;
  };

  const clocks = compareClocks(plan.slotMs);
  const told = (machine: string, at: number): void => {
    refused ??= isRemote ? clocks.heard(machine, at, now()) : null;
    if (refused !== null) void stop();
  };
  const { countsTransaction } = plan;
  const source = { side, target: target.url, stoppedAt: () => stoppedAt, countsTransaction, told };
  const samples = createSampleReader(source, sink);
  const results = followFile(join(folder, FILES.results), (chunk) => samples.write(chunk));
  const reading = results.ended.then(
    () => null,
    (error: unknown) => unread("JMeter's results", error),
  );

  const finish = async (): Promise<EngineExit> => {
    const exit = await child.exited;
    const earlyMs = plan.endsAt - now();
    results.finish();
    const broken = await reading;
    const said = (await lastError(join(folder, FILES.log))) || shorten(samples.lastFailure());
    const stopped = stopping !== null;
    const how = { exit, output: child.tail(), said, side: target.side, stopped, earlyMs };
    return { side: target.side, failure: refused ?? failureOf(how) ?? broken, said, thresholds: [] };
  };

  const ended = finish();
  return {
    pid: child.pid,
    ended,
    async stop() {
      stoppedAt = Math.min(stoppedAt, now());
      await stop();
      await ended;
    },
  };
}
