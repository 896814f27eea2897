import { isSecret } from '../core/configuration/secret.ts';
import { pointerOf } from '../core/configuration/setting.ts';
import { settingsFailure } from '../core/failure.ts';
import type { SweptSetting } from '../core/sweep/sweep-design.ts';
import { nameSetting, type SettingPlace, type VariedSetting } from '../core/sweep/vary.ts';
import { type Git, showFile } from '../system/git.ts';
import { readSetting, type SettingsFile } from './sweep-edit.ts';

/** Where today's values are read. */
export interface TodaysSources {
  readonly git: Git;
  readonly commit: string;
  /** Variables that the service is started with. */
  readonly env: Readonly<Record<string, string>>;
}

/** The files that a sweep edits, by path, as the commit has them. */
export type SweptFiles = ReadonlyMap<string, SettingsFile>;

export async function readSweptFiles(
  settings: readonly VariedSetting[],
  { git, commit }: TodaysSources,
): Promise<SweptFiles> {
  const files = new Map<string, SettingsFile>();
  for (const { place } of settings) {
    if (place.kind !== 'file' || files.has(place.path)) continue;
    // A link would lead out of the worktree that is to be edited.
    const mode = ((await git.read('ls-tree', commit, '--', place.path)) ?? '').split(' ')[0];
    const text = mode?.startsWith('100') === true ? await showFile(git, commit, place.path) : null;
    if (text === null) {
      throw settingsFailure(
        `${place.path} is no file of up to 1 MB in commit ${commit.slice(0, 7)}`,
        'Name a file that is committed, by its path from the root of the repository.',
      );
    }
    const bytes = Number(await git.read('cat-file', '-s', `${commit}:${place.path}`));
    files.set(place.path, {
      path: place.path,
      text: text + (LINE_ENDS[bytes - Buffer.byteLength(text)] ?? ''),
    });
  }
  return files;
}

/** What git's last line ended with, by its length; it was taken off. */
const LINE_ENDS: Readonly<Record<number, string>> = { 0: '', 1: '\n', 2: '\r\n' };

/** Today's value first, then the others that were asked for. */
export function levelsOf(
  { place, values }: VariedSetting,
  files: SweptFiles,
  env: TodaysSources['env'],
): SweptSetting {
  const today = todayOf(place, files, env);
  refuseSecret(place, [today ?? '', ...values]);
  return { place, levels: [today, ...values.filter((value) => value !== today)] };
}

function todayOf(place: SettingPlace, files: SweptFiles, env: TodaysSources['env']): string | null {
  if (place.kind === 'env') return env[place.name] ?? null;
  return readSetting(files.get(place.path) as SettingsFile, place.pointer);
}

/** Every value is printed and kept, so none may be a secret by its name or its looks. */
function refuseSecret(place: SettingPlace, values: readonly string[]): void {
  const pointer = place.kind === 'env' ? pointerOf([place.name]) : place.pointer;
  if (!values.some((value) => isSecret(pointer, value, new Map()))) return;
  throw settingsFailure(
    `--vary ${nameSetting(place)}: this looks like a secret, and a sweep prints its values`,
    'Sweep settings that anybody may read.',
  );
}
