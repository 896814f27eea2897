import { compareSettings, type FileChange, MOST_SETTINGS, nameOf } from '../core/configuration/change.ts';
import type { ConfigurationFinding } from '../core/configuration/finding.ts';
import { tellTouched } from '../core/configuration/touched.ts';
import type { GitCall } from '../system/git-call.ts';
import { type ChangedFile, type Commits, listChanged } from './changed-files.ts';
import type { Declared } from './declared.ts';
import { formatOf } from './format.ts';
import { readSettings } from './read-settings.ts';
import { readVariables } from './variables.ts';

export interface ReadChanges {
  readonly finding: ConfigurationFinding;
  /** The declared files that differ. */
  readonly files: readonly ChangedFile[];
}

/** Files that are read key by key. */
const MOST_FILES = 20;

/** What differs between the configuration of two commits, key by key where that can be read. */
export async function readChanges(commits: Commits, declared: Declared, call: GitCall): Promise<ReadChanges> {
  const files = await listChanged(commits, declared.files, call);
  const all = await listChanged(commits, null, call);
  const environment = await readVariables(commits, declared, call);
  const shown: FileChange[] = [];
  for (const file of files.slice(0, MOST_FILES)) shown.push(await readChange(file, call));
  // A comment that changed configures nothing. Rules of the load test are neither; the run obeys those of base.
  const same = new Set(shown.filter(isSame).map(({ path }) => path));
  const touched = all
    .map(({ path }) => path)
    .filter((path) => path !== declared.settingsPath && !same.has(path));
  return {
    finding: {
      touched: tellTouched(touched, new Set(files.map(({ path }) => path))),
      files: shown,
      moreFiles: files.length - shown.length,
      environment,
    },
    files,
  };
}

const isSame = ({ kind, settings, unread }: FileChange): boolean =>
  kind === 'changed' && settings.length === 0 && unread === null;

async function readChange(file: ChangedFile, call: GitCall): Promise<FileChange> {
  const kind = file.base === null ? 'added' : file.head === null ? 'removed' : 'changed';
  const bare = { path: file.path, kind, settings: [], more: 0, repeated: [], unread: null } as const;
  const format = formatOf(file.path);
  if (format === null) return { ...bare, unread: 'not a format that is read key by key' };
  const base = await readSettings(file.base, format, call);
  const head = await readSettings(file.head, format, call);
  if (base.kind === 'unreadable') return { ...bare, unread: `in base ${base.reason}` };
  if (head.kind === 'unreadable') return { ...bare, unread: `in head ${head.reason}` };
  const settings = compareSettings(base.settings, head.settings);
  return {
    ...bare,
    settings: settings.slice(0, MOST_SETTINGS),
    more: Math.max(0, settings.length - MOST_SETTINGS),
    repeated: head.repeated.map(nameOf),
  };
}
