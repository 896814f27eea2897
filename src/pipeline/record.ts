import { openStore } from '../baselines/open.ts';
import { levelsOf } from '../core/baseline/levels.ts';
import type { Recording } from '../core/baseline/recording.ts';
import type { Appended } from '../core/baseline/store.ts';
import { measurementFailure, settingsFailure } from '../core/failure.ts';
import type { Plan } from '../core/plan.ts';
import { now } from '../system/clock.ts';
import { describeConditions } from './conditions.ts';
import { keepRefused } from './keep-refused.ts';
import { type HeadMeasured, measureHead } from './measure-head.ts';
import { publishRecording } from './publish.ts';
import { requireDefaultBranch } from './recordable.ts';
import { type Retained, retain } from './retain.ts';
import type { Surroundings } from './surroundings.ts';

export interface Recorded {
  readonly recording: Recording;
  readonly appended: Appended;
  readonly retained: Retained;
  /** File that holds the recording where the store refused it; null else. */
  readonly keptIn: string | null;
}

/** Measures the default branch and appends the recording to the store. Throws a Failure for what must not be recorded. */
export async function runRecord(plan: Plan, surroundings: Surroundings): Promise<Recorded> {
  const { location } = plan.baseline;
  if (location === null) {
    throw settingsFailure(
      '`baseline` is off, so there is no place to record to',
      'Set `baseline`, or leave it out.',
    );
  }
  const commit = await requireDefaultBranch(plan, surroundings.environment);
  await using store = await openStore(plan, surroundings);
  const measured = await measureHead(plan, surroundings);
  const recording = await recordingOf(measured, { commit, plan }, surroundings);
  await publishRecording(recording, plan, surroundings);
  const appended = await store.append(recording);
  if (appended.kind === 'refused') {
    const keptIn = await keepRefused(recording, surroundings.environment);
    return { recording, appended, retained: { kind: 'all' }, keptIn };
  }
  return { recording, appended, retained: await retain(store, plan.baseline.keep), keptIn: null };
}

interface RecordingContext {
  readonly commit: { readonly id: string; readonly release: string | null };
  readonly plan: Plan;
}

/** What is kept of a measurement of head. */
export async function recordingOf(
  measured: HeadMeasured,
  { commit, plan }: RecordingContext,
  { environment, version }: Surroundings,
): Promise<Recording> {
  const { observations, head, reference } = measured;
  const levels = levelsOf(observations, { side: head, reference });
  if (levels.length === 0) {
    throw measurementFailure(
      'the load brought too few requests for a single number worth keeping',
      'Raise `rate` or `record-budget`.',
    );
  }
  return {
    commit: commit.id,
    at: now(),
    run: runOf(environment),
    release: commit.release,
    conditions: describeConditions(measured, plan, { environment, version }),
    levels,
    sketches: measured.fold.sketch(head, observations.windows),
  };
}

/** Tells two recordings of one commit apart. */
function runOf(environment: Surroundings['environment']): string {
  const { GITHUB_RUN_ID: id, GITHUB_RUN_ATTEMPT: attempt } = environment;
  return id === undefined ? `local ${new Date(now()).toISOString()}` : `${id}.${attempt ?? '1'}`;
}
