import { compareSettings, type SettingChange } from '../core/configuration/change.ts';
import type { Settings } from '../core/configuration/setting.ts';
import type { GitCall } from '../system/git-call.ts';
import { type Commits, listChanged } from './changed-files.ts';
import type { Declared } from './declared.ts';
import { readSettings } from './read-settings.ts';

/** Declared variables to which the `env` of plimsoll.yml gives other values in head than in base. */
export async function readVariables(
  commits: Commits,
  { env, settingsPath }: Declared,
  call: GitCall,
): Promise<SettingChange[]> {
  if (env.length === 0) return [];
  const [file] = await listChanged(commits, [settingsPath], call);
  // Where base has no such file, head's rules are in force on both sides.
  if (file === undefined || file.base === null || file.head === null) return [];
  const [base, head] = [
    await readSettings(file.base, 'yaml', call),
    await readSettings(file.head, 'yaml', call),
  ];
  if (base.kind === 'unreadable' || head.kind === 'unreadable') return [];
  return compareSettings(pickVariables(base.settings, env), pickVariables(head.settings, env));
}

const pickVariables = (settings: Settings, names: readonly string[]): Settings =>
  new Map(
    names.flatMap((name) => {
      const value = settings.get(`/env/${name}`);
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
