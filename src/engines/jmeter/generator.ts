import { join } from 'node:path';
import type { EngineExit, LoadTarget } from '../../core/engine.ts';
import type { Failure } from '../../core/failure.ts';
import { measurementFailure } from '../../core/failure.ts';
import type { SampleSink } from '../../core/sample.ts';
import { now } from '../../system/clock.ts';
import { followFile } from '../../system/follow-file.ts';
import { startProcess } from '../../system/processes.ts';
import { jmeterCommand } from './child.ts';
import { compareClocks } from './clocks.ts';
import { endProcess, endWhenSaid } from './end-process.ts';
import type { JMeterSetup } from './engine.ts';
import { failureOf, HAVE_NOT_STARTED } from './exits.ts';
import { lastError, shorten } from './log.ts';
import { createSampleReader } from './samples.ts';
import { FILES } from './side-files.ts';

/** One JMeter that loads one side. */
export interface Generator {
  readonly pid: number;
  readonly ended: Promise<EngineExit>;
  /** JMeter's own command to stop, then force. Safe to call twice. */
  stop(): Promise<void>;
}

export interface GeneratorPlan {
  readonly target: LoadTarget;
  /** Index of the side. */
  readonly side: number;
  /** The copy of the plan. */
  readonly plan: string;
  /** Servers of JMeter's that make the load; none where it is made here. */
  readonly servers: readonly string[];
  readonly slotMs: number;
  /** Private folder, which holds the properties. */
  readonly folder: string;
  /** UDP port on which JMeter hears our command to stop. */
  readonly port: number;
  readonly countsTransaction: (label: string) => boolean;
  /** Epoch ms at which the load is over. */
  readonly endsAt: number;
}

export function startGenerator(setup: JMeterSetup, plan: GeneratorPlan, sink: SampleSink): Generator {
  const { target, side, folder } = plan;
  let stoppedAt = Number.POSITIVE_INFINITY;
  let refused: Failure | null = null;
  let stopping: Promise<void> | null = null;
  const child = startProcess(jmeterCommand(setup, plan));
  const stop = (): Promise<void> => {
    stopping ??= endProcess(child, plan.port);
    return stopping;
  };

  const isRemote = plan.servers.length > 0;
  const clocks = compareClocks(plan.slotMs);
  const told = (machine: string, at: number): void => {
    refused ??= isRemote ? clocks.heard(machine, at, now()) : null;
    if (refused !== null) void stop();
  };
  const { countsTransaction } = plan;
  const source = { side, target: target.url, stoppedAt: () => stoppedAt, countsTransaction, told };
  const samples = createSampleReader(source, sink);
  const results = followFile(join(folder, FILES.results), (chunk) => samples.write(chunk));
  const unread = results.ended.then(() => null, asFailure);
  if (isRemote) void endWhenSaid(child, HAVE_NOT_STARTED, stop);

  const finish = async (): Promise<EngineExit> => {
    const exit = await child.exited;
    const earlyMs = plan.endsAt - now();
    results.finish();
    const broken = await unread;
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

function asFailure(error: unknown): Failure {
  if (error instanceof Error && error.name === 'Failure') return error as Failure;
  return measurementFailure(`JMeter's results could not be read: ${error}`, 'Run again.', error);
}
