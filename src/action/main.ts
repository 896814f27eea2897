import { readFile } from 'node:fs/promises';
import type { Progress } from '../core/progress.ts';
import { PATIENCE, type Patience } from '../github/client.ts';
import { type Event, parseEvent } from '../github/event.ts';
import type { Job } from '../github/job.ts';
import type { runCompare } from '../pipeline/compare.ts';
import type { Surroundings } from '../pipeline/surroundings.ts';
import { renderLook } from '../report/progress-line.ts';
import { readInputs } from './inputs.ts';
import { measure } from './measure.ts';
import { exitCodeOf, type Outcome, outcomeOf } from './outcome.ts';
import { publish } from './publish.ts';
import { type Run, readRun } from './run.ts';

/** The world that the door opens to. */
export interface World {
  readonly environment: Surroundings['environment'];
  readonly job: Job;
  /** Aborted when the run is cancelled. */
  readonly signal: AbortSignal;
  readonly version: string;
  readonly compare: typeof runCompare;
  readonly patience?: Patience;
}

/** After a cancellation the runner kills us within ten seconds, and what was started has to be stopped first. */
const LAST_WORDS: Patience = { totalMs: 2500, requestMs: 1500, backoffMs: 200, writeGapMs: 0, settleMs: 300 };

/** The action: reads the world once, compares, tells everybody, and gives the exit code. Never rejects. */
export async function main(world: World): Promise<number> {
  const { environment, job, signal, patience = PATIENCE } = world;
  const run = readRun(environment);
  const inputs = readInputs(environment);
  job.mask(inputs.token);
  let event: Event | null = null;
  let outcome: Outcome;
  try {
    event = await readEvent(run, environment);
    outcome = await measure({ run, inputs, event }, surroundingsOf(world), world.compare);
  } catch (error) {
    outcome = outcomeOf(error, signal);
  }
  try {
    await publish(outcome, { run, inputs, event, job, patience: signal.aborted ? LAST_WORDS : patience });
  } catch (error) {
    // The verdict counts whether or not anybody could be told.
    job.annotate('warning', 'Not told everywhere', String(error));
  }
  return exitCodeOf(outcome);
}

async function readEvent({ eventName, eventPath }: Run, environment: World['environment']): Promise<Event> {
  // A file that cannot be read is an event that is not JSON, and is reported as such.
  const json = await readFile(eventPath, 'utf8').catch(() => '');
  return parseEvent(eventName, json, environment);
}

function surroundingsOf({ environment, job, signal, version }: World): Surroundings {
  const progress = (done: Progress): void => {
    const look = renderLook(done);
    if (look !== null) job.say(look);
  };
  return { environment, say: job.say, progress, signal, version };
}
