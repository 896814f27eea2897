import { measurementFailure } from '../core/failure.ts';
import type { Job } from '../github/job.ts';
import { watchClock } from '../system/clock-jump.ts';
import { watchCommandFiles } from '../system/command-files.ts';

/** Time servers move a clock by half a thousandth at most while they adjust it: 0.9 s in half an hour. */
const JUMP_MS = 1000;

/** Does something that lets code of others run, and vouches that it changed neither the runner's files nor the clock. */
export async function guarded<T>(
  environment: Readonly<Record<string, string | undefined>>,
  job: Job,
  work: () => Promise<T>,
): Promise<T> {
  const files = await watchCommandFiles(environment);
  const jumped = watchClock();
  const ended = await work().then(
    (value) => ({ kind: 'value', value }) as const,
    (error: unknown) => ({ kind: 'error', error }) as const,
  );
  const { ours, siblings } = await files.restore();
  if (siblings.length > 0) {
    job.annotate('warning', 'Runner command files', `Others changed while we ran: ${siblings.join(', ')}`);
  }
  if (ours.length > 0) {
    throw measurementFailure(
      `a child wrote to runner command files: ${ours.join(', ')}`,
      'What it wrote was removed. Look for code in the service, its build or the script that writes to files under RUNNER_TEMP.',
    );
  }
  if (ended.kind === 'error') throw ended.error;
  const ms = jumped();
  if (Math.abs(ms) > JUMP_MS) {
    throw measurementFailure(
      `the machine's clock jumped by ${(ms / 1000).toFixed(1)} s in mid-test`,
      'Run again. If it happens often, stop what sets the clock on this machine.',
    );
  }
  return ended.value;
}
