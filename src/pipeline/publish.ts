import type { Recording } from '../core/baseline/recording.ts';
import type { Plan } from '../core/plan.ts';
import type { Result } from '../core/result.ts';
import { writeRemotely } from '../observe/prometheus/remote-write.ts';
import {
  type PublishedSeries,
  type RunLabels,
  seriesOfRecording,
  seriesOfResult,
} from '../observe/prometheus/result-series.ts';
import { openServer } from '../observe/server.ts';
import { now } from '../system/clock.ts';
import type { Surroundings } from './surroundings.ts';

type Published = Pick<Surroundings, 'environment' | 'say' | 'signal'>;

/** Sends a result to where the plan wants it kept. What goes wrong costs one warning, never the verdict. */
export async function publishResult(result: Result, plan: Plan, surroundings: Published): Promise<Result> {
  const problem = await publish(plan, surroundings, (labels) => seriesOfResult(result, labels));
  return problem === null ? result : { ...result, notes: [...result.notes, problem] };
}

/** The same for a recording; the warning is a line of the log. */
export async function publishRecording(
  recording: Recording,
  plan: Plan,
  surroundings: Published,
): Promise<void> {
  const problem = await publish(plan, surroundings, (labels) => seriesOfRecording(recording, labels));
  if (problem !== null) surroundings.say(problem);
}

/** Null where all went well, or where there was nothing to do. */
async function publish(
  { publish: { remoteWrite }, baseline }: Plan,
  { environment, say, signal }: Published,
  seriesFor: (labels: RunLabels) => readonly PublishedSeries[],
): Promise<string | null> {
  if (remoteWrite === null) return null;
  try {
    const opened = openServer(remoteWrite, environment);
    if (opened.kind === 'unset') {
      say(`remote write: the variable ${opened.variable} is not set, so nothing was published`);
      return null;
    }
    const labels = { repository: environment['GITHUB_REPOSITORY'] ?? '', service: baseline.service };
    const written = await writeRemotely(opened.server, seriesFor(labels), { at: now(), signal });
    return written.kind === 'written' ? null : sayUnpublished(written.reason);
  } catch (error) {
    signal.throwIfAborted();
    return sayUnpublished((error as Error).message);
  }
}

const sayUnpublished = (reason: string): string => `The result was not published by remote write: ${reason}.`;
