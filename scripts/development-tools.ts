import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Programs beside npm's that checks and tests use where they are found; `.ci/tools` installs them. */
export type Tool = 'act' | 'actionlint' | 'zizmor';

/** Where `.ci/tools` puts what the machine lacks. */
const OWN_FOLDER = join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'plimsoll/tools/bin');

/** Absolute path of a tool; null, with the reason said, where it is not installed. */
export function findTool(tool: Tool): string | null {
  const go = [process.env['GOBIN'] ?? '', join(process.env['GOPATH'] || join(homedir(), 'go'), 'bin')];
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), OWN_FOLDER, ...go];
  const found = folders.filter((folder) => folder !== '').map((folder) => join(folder, tool));
  const path = found.find((each) => existsSync(each)) ?? null;
  if (path === null)
    process.stderr.write(`${tool} is not installed: skipped what needs it; .ci/tools installs it\n`);
  return path;
}
