import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeEntry } from '../baselines/entry-text.ts';
import type { Recording } from '../core/baseline/recording.ts';

/** Writes a recording that no store took to a file of its own, outside of the checkout; gives its path. */
export async function keepRefused(
  recording: Recording,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  const folder = await mkdtemp(join(environment['RUNNER_TEMP'] || tmpdir(), 'plimsoll-recording-'));
  const path = join(folder, `${recording.commit}.json`);
  await writeFile(path, writeEntry({ commit: recording.commit, recordings: [recording] }));
  return path;
}
