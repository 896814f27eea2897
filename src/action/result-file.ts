import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Job } from '../github/job.ts';
import { isDiskFull, type Outcome } from './outcome.ts';
import type { Run } from './run.ts';

/** Writes the whole result for later steps; the path, or null where there is no file. */
export async function keepResult(outcome: Outcome, run: Run, job: Job): Promise<string | null> {
  if (outcome.kind !== 'measured') return null;
  const path =
    outcome.json === null
      ? join(run.temp, `plimsoll-result-${run.id}.json`)
      : resolve(run.workspace, outcome.json);
  try {
    await writeFile(path, `${JSON.stringify(outcome.result)}\n`);
    return path;
  } catch (error) {
    const reason = isDiskFull(error) ? 'the disk is full' : (error as Error).message;
    job.annotate('warning', 'No result file', `${path} could not be written: ${reason}`);
    return null;
  }
}
