import { callGit } from './git-call.ts';

/** The real git in one working tree. Arguments are never read by a shell. */
export interface Git {
  readonly directory: string;
  /** Standard output without its last line end; null when git says no. */
  read(...args: readonly string[]): Promise<string | null>;
  /** What went wrong in git's own words; null when nothing did. */
  run(...args: readonly string[]): Promise<string | null>;
}

export function openGit(directory: string, environment: Readonly<Record<string, string | undefined>>): Git {
  const call = { directory, environment };
  return {
    directory,
    async read(...args) {
      const { failed, stdout } = await callGit(args, call);
      return failed === null ? stdout.toString('utf8').replace(/\r?\n$/, '') : null;
    },
    async run(...args) {
      const { failed, stderr } = await callGit(args, call);
      return failed === null ? null : lastLine(stderr) || 'git failed';
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

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
