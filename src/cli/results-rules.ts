import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../core/failure.ts';
import { type FoundSettings, findSettingsText, type SettingsOrigin } from '../pipeline/settings-text.ts';
import type { Surroundings } from '../pipeline/surroundings.ts';

/**
 * The rules for two finished runs: base's own where the repository knows base, so that a change cannot loosen them; where it does
 * not, or there is no repository, those of the folder we stand in.
 */
export async function findResultsRules(
  origin: SettingsOrigin,
  surroundings: Pick<Surroundings, 'environment'>,
): Promise<FoundSettings> {
  try {
    return await findSettingsText(origin, surroundings);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { workspace, path } = origin;
    const text = await readFile(join(workspace, path), 'utf8').catch(() => null);
    if (text === null) return { text: null, note: null };
    return {
      text: { path, text },
      note: `${path} is that of this folder, because base is not known here.`,
    };
  }
}
