import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { renderPathsScript } from './paths-script.ts';
import type { K6Setup } from './setup.ts';

/** The script to run: the user's own where it lies, or the one made of paths, written into a folder of ours. */
export async function provideScript(setup: K6Setup, folder: string): Promise<string> {
  if (setup.paths.length === 0) return setup.script;
  const file = join(folder, 'paths.js');
  await writeFile(file, renderPathsScript(setup.paths, { targetEnv: setup.targetEnv }));
  return file;
}
