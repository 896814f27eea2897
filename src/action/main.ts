import { readFile } from 'node:fs/promises';
import type { Progress } from '../core/progress.ts';
import { PATIENCE, type Patience } from '../github/client.ts';
import { type Event, parseEvent } from '../github/event.ts';
import type { Job } from '../github/job.ts';
import type { Surroundings } from '../pipeline/surroundings.ts';
import { renderLook } from '../report/progress-line.ts';
import type { Done, Ending, Telling } from './ending.ts';
import { readInputs } from './inputs.ts';
import type { Request } from './measure.ts';
import { exitCodeOf, type Outcome, outcomeOf } from './outcome.ts';
import { exitCodeWith } from './override.ts';
import { perform, tellingOf } from './perform.ts';
import type { Publication } from './publication.ts';
import { publish } from './publish.ts';
import { openReportShelf } from './report-shelf.ts';
import { type Run, readRun } from './run.ts';
import { chooseTask } from './task.ts';
import type { World } from './world.ts';

/** After a cancellation the runner kills us within ten seconds, and what was started has to be stopped first. */
const LAST_WORDS: Patience = { totalMs: 2500, requestMs: 1500, backoffMs: 200, writeGapMs: 0, settleMs: 300 };

/** The action: reads the world once, does what is asked for, tells everybody, and gives the exit code. Never rejects. */
export async function main(world: World): Promise<number> {
  const { environment, job } = world;
  const run = readRun(environment);
  const inputs = readInputs(environment);
  job.mask(inputs.token);
  let event: Event | null = null;
  let ending: Ending;
  try {
    event = await readEvent(run, environment);
    ending = await perform({ run, inputs, event }, world, surroundingsOf(world, inputs.token));
  } catch (error) {
    const outcome = outcomeOf(error, world.signal);
    ending = { kind: 'told', tellings: [failedTelling({ run, inputs, event }, outcome, world)] };
  }
  if (ending.kind === 'done') return await tellDone(ending, job);
  const codes: number[] = [];
  const shelf = openReportShelf(run, environment);
  for (const telling of ending.tellings) codes.push(await tell({ ...telling, shelf }, world));
  return Math.max(...codes);
}

/** Tells one outcome; its exit code. The verdict counts whether or not anybody could be told. */
async function tell(
  { notice, outcome, ...whose }: Telling & Pick<Publication, 'shelf'>,
  world: World,
): Promise<number> {
  const { job, signal, patience = PATIENCE } = world;
  let code = exitCodeOf(outcome);
  try {
    const override = await publish(outcome, {
      ...whose,
      job,
      patience: signal.aborted ? LAST_WORDS : patience,
    });
    code = exitCodeWith(outcome, override);
  } catch (error) {
    job.annotate('warning', 'Not told everywhere', String(error));
  }
  if (notice !== undefined) job.annotate('notice', 'No comment', notice);
  return code;
}

/** Every one is set whatever happened: text in the log could set one that is not. */
const OUTPUTS = ['verdict', 'comment-body', 'result-path', 'report-path', 'report-url'];

async function tellDone({ text, summary, code }: Done, job: Job): Promise<number> {
  job.say(text);
  for (const name of OUTPUTS) job.output(name, '');
  const isKept = await job.summarize(summary);
  if (!isKept) job.annotate('warning', 'No job summary', 'The job summary could not be written.');
  return code;
}

/** Nothing is written to a pull request from where nothing would have been, had it gone well. */
function failedTelling(
  { run, inputs, event }: Omit<Request, 'event'> & { readonly event: Event | null },
  outcome: Outcome,
  world: World,
): Telling {
  if (event === null) return { outcome, run, inputs, event };
  const { task } = chooseTask(inputs.values['mode'] ?? '', event);
  const tells = task.kind === 'measure' ? task.tells : task.kind === 'report';
  return tellingOf({ run, inputs, event }, { tells }, world, outcome);
}

async function readEvent({ eventName, eventPath }: Run, environment: World['environment']): Promise<Event> {
  // A file that cannot be read is an event that is not JSON, and is reported as such.
  const json = await readFile(eventPath, 'utf8').catch(() => '');
  return parseEvent(eventName, json, environment);
}

function surroundingsOf({ environment, job, signal, version }: World, token: string): Surroundings {
  const progress = (done: Progress): void => {
    const look = renderLook(done);
    if (look !== null) job.say(look);
  };
  return { environment, say: job.say, progress, signal, version, token };
}
