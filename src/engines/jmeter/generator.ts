import { join } from 'node:path';
import type { EngineExit, LoadTarget } from '../../core/engine.ts';
import type { Failure } from '../../core/failure.ts';
import { measurementFailure } from '../../core/failure.ts';
import type { SampleSink } from '../../core/sample.ts';
import { now, sleep } from '../../system/clock.ts';
import { sendDatagram } from '../../system/datagram.ts';
import { followFile } from '../../system/follow-file.ts';
import { type RunningProcess, startProcess } from '../../system/processes.ts';
import { jmeterCommand } from './child.ts';
import type { JMeterSetup } from './engine.ts';
import { createEventReader } from './events.ts';
import { failureOf } from './exits.ts';
import { lastError } from './log.ts';
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
  /** Private folder, which holds the properties. */
  readonly folder: string;
  /** UDP port on which JMeter hears our command to stop. */
  readonly port: number;
  readonly countsTransaction: (label: string) => boolean;
  /** Epoch ms at which the load is over. */
  readonly endsAt: number;
}

/** JMeter ends within a second of its command, unless threads of a tearDown group take their time. */
const [PATIENCE_MS, GRACE_MS] = [4500, 300];
/** A JMeter that is still starting does not hear yet. */
const REPEAT_MS = 400;

export function startGenerator(setup: JMeterSetup, plan: GeneratorPlan, sink: SampleSink): Generator {
  const { target, side, folder } = plan;
  let stoppedAt = Number.POSITIVE_INFINITY;
  const { countsTransaction } = plan;
  const samples = createSampleReader(
    { side, target: target.url, stoppedAt: () => stoppedAt, countsTransaction },
    sink,
  );
  const iterations = createEventReader(side, sink);
  const child = startProcess(jmeterCommand(setup, plan));
  const followed = [
    followFile(join(folder, FILES.results), (chunk) => samples.write(chunk)),
    followFile(join(folder, FILES.events), (chunk) => iterations.write(chunk)),
  ];
  const unread = Promise.all(followed.map(({ ended }) => ended)).then(() => null, asFailure);
  let stopping: Promise<void> | null = null;

  const finish = async (): Promise<EngineExit> => {
    const exit = await child.exited;
    const earlyMs = plan.endsAt - now();
    for (const file of followed) file.finish();
    const broken = await unread;
    const said = await lastError(join(folder, FILES.log));
    const stopped = stopping !== null;
    const failure =
      failureOf({ exit, output: child.tail(), said, side: target.side, stopped, earlyMs }) ?? broken;
    return { side: target.side, failure, said, thresholds: [] };
  };

  const ended = finish();
  return {
    pid: child.pid,
    ended,
    async stop() {
      stoppedAt = Math.min(stoppedAt, now());
      stopping ??= end(child, plan.port);
      await stopping;
      await ended;
    },
  };
}

async function end(child: RunningProcess, port: number): Promise<void> {
  const gone = new AbortController();
  void child.exited.then(() => gone.abort());
  for (const deadline = now() + PATIENCE_MS; now() < deadline && !gone.signal.aborted; ) {
    await sendDatagram('StopTestNow', port);
    await sleep(REPEAT_MS, gone.signal).catch(() => undefined);
  }
  if (!gone.signal.aborted) await child.stop(GRACE_MS);
}

function asFailure(error: unknown): Failure {
  if (error instanceof Error && error.name === 'Failure') return error as Failure;
  return measurementFailure(`JMeter's results could not be read: ${error}`, 'Run again.', error);
}
