import { dirname, join } from 'node:path';
import type { EngineExit, LoadTarget } from '../../core/engine.ts';
import type { Failure } from '../../core/failure.ts';
import { now, sleep } from '../../system/clock.ts';
import { readFifo } from '../../system/fifo.ts';
import { startProcess } from '../../system/processes.ts';
import type { CsvReader } from '../csv.ts';
import type { Generator } from '../run-generators.ts';
import { unread } from '../unread.ts';
import { k6Environment, QUIET, variables } from './child.ts';
import { collectorEnvironment } from './collector.ts';
import { failureOf } from './exit-codes.ts';
import { lastError } from './own-words.ts';
import type { K6Setup } from './setup.ts';
import { readThresholds } from './thresholds.ts';

export interface GeneratorPlan {
  readonly target: LoadTarget;
  /** Private folder that holds the wrapper module and the named pipe. */
  readonly folder: string;
  readonly reader: CsvReader;
  /** Whether the wrapper must count as lying where the user's script lies. */
  readonly opensFromMain: boolean;
  /** Epoch ms at which the load is over. */
  readonly endsAt: number;
  /** How many of them run at once on this machine. */
  readonly generators: number;
}

export const WRAPPER_FILE = 'wrapper.js';
export const PIPE_FILE = 'samples.csv';
const SUMMARY_FILE = 'summary.json';

/** k6 ends within milliseconds of an interrupt, unless teardown() or handleSummary() of the script take their time. */
const [PATIENCE_MS, GRACE_MS] = [4000, 300];

/** One k6 process that loads one side. It gets one interrupt, then force. */
export function startGenerator(setup: K6Setup, plan: GeneratorPlan): Generator {
  const { target, folder, reader } = plan;
  const pipe = join(folder, PIPE_FILE);
  const fifo = readFifo(pipe, (chunk) => reader.write(chunk));
  const summary = join(folder, SUMMARY_FILE);
  const main = placeMain(setup, plan);
  const child = start(fifo.hangUp, () =>
    startProcess({
      file: setup.binary.path,
      args: [
        'run',
        ...QUIET,
        '--no-usage-report',
        ...['--out', `csv=${pipe}`, '--summary-export', summary],
        ...variables({ ...setup.scriptEnv, [setup.targetEnv]: target.url, PLIMSOLL_SIDE: target.side }),
        main.argument,
      ],
      ...main.place,
      cores: setup.cores,
      env: k6Environment(setup.environment, {
        K6_CSV_TIME_FORMAT: 'unix_milli',
        K6_CSV_SAVE_INTERVAL: '250ms',
        ...collectorEnvironment(setup.environment, plan.generators),
      }),
    }),
  );
  let stopping: Promise<void> | null = null;

  const finish = async (): Promise<EngineExit> => {
    const exit = await child.exited;
    const earlyMs = plan.endsAt - now();
    fifo.hangUp();
    const broken = await fifo.ended.then(() => readEnd(reader), unreadSamples);
    const stopped = stopping !== null;
    const log = child.tail();
    const failure = failureOf({ exit, log, side: target.side, stopped, earlyMs }) ?? broken;
    return { side: target.side, failure, said: lastError(log), thresholds: await readThresholds(summary) };
  };

  const force = async (): Promise<void> => {
    child.interrupt();
    const gone = new AbortController();
    void child.exited.then(() => gone.abort());
    const ignored = await sleep(PATIENCE_MS, gone.signal).then(
      () => true,
      () => false,
    );
    if (ignored) await child.stop(GRACE_MS);
  };

  const ended = finish();
  return {
    pid: child.pid,
    ended,
    async stop() {
      stopping ??= force();
      await stopping;
      await ended;
    },
  };
}

/** What k6 reads from its standard input counts as lying in its working directory; a file, where it lies. */
function placeMain({ script, cwd }: K6Setup, { folder, opensFromMain }: GeneratorPlan) {
  const wrapper = join(folder, WRAPPER_FILE);
  return opensFromMain
    ? { argument: '-', place: { cwd: dirname(script), stdin: wrapper } }
    : { argument: wrapper, place: { cwd } };
}

/** A process that cannot be started will never open its pipe. */
function start<T>(hangUp: () => void, spawn: () => T): T {
  try {
    return spawn();
  } catch (error) {
    hangUp();
    throw error;
  }
}

function readEnd(reader: CsvReader): Failure | null {
  try {
    reader.end();
    return null;
  } catch (error) {
    return unreadSamples(error);
  }
}

const unreadSamples = (error: unknown): Failure => unread("k6's samples", error);
