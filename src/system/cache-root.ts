import { homedir } from 'node:os';
import { join } from 'node:path';

/** The runner's tool cache where there is one, else the user's cache folder. */
export function cacheRoot(environment: Readonly<Record<string, string | undefined>>): string {
  const home = environment['HOME'] || homedir();
  return (
    environment['RUNNER_TOOL_CACHE'] ||
    join(environment['XDG_CACHE_HOME'] || join(home, '.cache'), 'plimsoll')
  );
}
