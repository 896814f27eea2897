import { execa } from 'execa';
import { childEnvironment } from './environment.ts';

/** The real git in one working tree. Arguments are never read by a shell. */
export interface Git {
  readonly directory: string;
  /** Standard output without its last line end; null when git says no. */
  read(...args: readonly string[]): Promise<string | null>;
  /** What went wrong in git's own words; null when nothing did. */
  run(...args: readonly string[]): Promise<string | null>;
}

/** What a user's own configuration must not change, put where only the command line can put it. */
const SETTINGS = [
  // A checkout made by another user (container jobs): we run what is in this tree in any case.
  'safe.directory=*',
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'core.quotePath=false',
  'gc.auto=0',
  'maintenance.auto=false',
  'advice.detachedHead=false',
  'color.ui=false',
  'fetch.recurseSubmodules=false',
  'log.showSignature=false',
  'status.relativePaths=true',
];

/** Ways to sign in to a remote that git may use beside what the clone has stored; the services never get them. */
const SIGN_IN = ['SSH_AUTH_SOCK', 'GIT_SSH', 'GIT_SSH_COMMAND', 'GIT_CONFIG_GLOBAL'];

/** A fetch that hangs is a network that is down. */
const TIMEOUT_MS = 300_000;
const MOST_BYTES = 4_000_000;

export function openGit(directory: string, environment: Readonly<Record<string, string | undefined>>): Git {
  const options = {
    cwd: directory,
    env: childEnvironment(environment, {
      ...pick(environment, SIGN_IN),
      GIT_TERMINAL_PROMPT: '0',
      GIT_OPTIONAL_LOCKS: '0',
      LC_ALL: 'C',
    }),
    extendEnv: false,
    reject: false,
    stdin: 'ignore',
    timeout: TIMEOUT_MS,
    maxBuffer: MOST_BYTES,
  } as const;
  const git = (args: readonly string[]) =>
    execa('git', [...SETTINGS.flatMap((setting) => ['-c', setting]), ...args], options);
  return {
    directory,
    async read(...args) {
      const result = await git(args);
      return result.failed ? null : (result.stdout ?? '');
    },
    async run(...args) {
      const result = await git(args);
      return result.failed ? lastLine(result.stderr ?? '') || (result.shortMessage ?? 'git failed') : null;
    },
  };
}

/** The full id of the commit that a name stands for; null when this clone does not know it. */
export function resolveCommit(git: Git, name: string): Promise<string | null> {
  return git.read('rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`);
}

/** The text of a file at a commit, without its last line end; null when it is not there or longer than `mostBytes`. */
export async function showFile(
  git: Git,
  commit: string,
  path: string,
  mostBytes = 1_000_000,
): Promise<string | null> {
  const object = `${commit}:${path}`;
  const bytes = await git.read('cat-file', '-s', object);
  if (bytes === null || Number(bytes) > mostBytes) return null;
  return git.read('cat-file', 'blob', object);
}

export async function isShallow(git: Git): Promise<boolean> {
  return (await git.read('rev-parse', '--is-shallow-repository')) === 'true';
}

/** Whether the working tree differs from its commit, files that git does not know included. */
export async function hasChanges(git: Git): Promise<boolean> {
  return ((await git.read('status', '--porcelain')) ?? '') !== '';
}

function pick(
  environment: Readonly<Record<string, string | undefined>>,
  names: readonly string[],
): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = environment[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
