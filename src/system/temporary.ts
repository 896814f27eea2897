import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder that nobody else may read, gone when disposed. */
export interface TemporaryDirectory extends AsyncDisposable {
  readonly path: string;
}

/** Made where the runner cleans up by itself, if there is such a place. */
export async function createTemporaryDirectory(
  name: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<TemporaryDirectory> {
  const parent = environment['RUNNER_TEMP'] || environment['TMPDIR'] || tmpdir();
  const path = await mkdtemp(join(await realpath(parent), `plimsoll-${name}-`));
  return {
    path,
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true, maxRetries: 3 }),
  };
}
