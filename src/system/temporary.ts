import { mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RUN_MARK } from './process-mark.ts';

/** A folder that nobody else may read, gone when disposed. */
export interface TemporaryDirectory extends AsyncDisposable {
  readonly path: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Made where the runner cleans up by itself, if there is such a place. */
export async function createTemporaryDirectory(
  name: string,
  environment: Environment,
): Promise<TemporaryDirectory> {
  const path = await mkdtemp(join(await parentOf(environment), `plimsoll-${RUN_MARK}-${name}-`));
  return { path, [Symbol.asyncDispose]: () => remove(path) };
}

/** Removes what a run that was cut short has left, known by its mark. */
export async function removeTemporary(mark: string, environment: Environment): Promise<void> {
  const parent = await parentOf(environment);
  const left = (await readdir(parent)).filter((name) => name.startsWith(`plimsoll-${mark}-`));
  await Promise.all(left.map((name) => remove(join(parent, name))));
}

function parentOf(environment: Environment): Promise<string> {
  return realpath(environment['RUNNER_TEMP'] || environment['TMPDIR'] || tmpdir());
}

function remove(path: string): Promise<void> {
  return rm(path, { recursive: true, force: true, maxRetries: 3 });
}
