import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { measurementFailure, settingsFailure } from '../../core/failure.ts';
import { callGit, type GitCall, type GitOutcome } from '../../system/git-call.ts';
import { createTemporaryDirectory } from '../../system/temporary.ts';
import { asEnvironment, readSignIn, type Token, type Variable } from './sign-in.ts';

/**
 * A bare repository of our own, beside the checkout: fetching a shallow or partial branch into the checkout would make the
 * checkout itself shallow or partial. The checkout is only asked how to reach the remote.
 */
export interface Scratch extends AsyncDisposable {
  /** The remote's name in the checkout, for messages. */
  readonly remote: string;
  git(args: readonly string[], more?: More): Promise<GitOutcome>;
  /** Makes git forget that objects are missing on purpose, so that it never downloads behind our back. */
  forgetPromises(): Promise<void>;
}

export type More = Pick<GitCall, 'input' | 'mostBytes'>;

/** What the scratch repository calls the remote. */
export const REMOTE = 'store';

/** What one fetch or push may take: a network that is slower than this is as good as none. */
const TIMEOUT_MS = 60_000;

export interface ScratchOptions {
  /** A checkout whose remote is meant. */
  readonly workspace: string;
  /** Name of the remote; null for origin, or the only one. */
  readonly remote: string | null;
  readonly token: Token | null;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
}

export async function createScratch(options: ScratchOptions): Promise<Scratch> {
  const { environment, signal } = options;
  const checkout: GitCall = { directory: options.workspace, environment, signal };
  const format = await ask(checkout, 'rev-parse', '--show-object-format');
  if (format === null) {
    throw settingsFailure(
      `${options.workspace} is not a git checkout, so it has no branch for baselines`,
      'Run actions/checkout before this step, or keep baselines in a folder: dir:PATH.',
    );
  }
  const remote = await chooseRemote(checkout, options.remote);
  const variables = await reach(checkout, remote, options.token);
  const folder = await createTemporaryDirectory('baselines', environment);
  const extra = { GIT_DIR: folder.path, ...asEnvironment(variables) };
  const git: Scratch['git'] = (args, more = {}) =>
    callGit(args, { ...checkout, timeoutMs: TIMEOUT_MS, extra, ...more });
  const { failed, stderr } = await git([
    'init',
    '--bare',
    '--quiet',
    '--template=',
    `--object-format=${format}`,
  ]);
  if (failed !== null) {
    await folder[Symbol.asyncDispose]();
    throw measurementFailure(
      `no repository could be made in ${folder.path}: ${stderr.trim()}`,
      'Check free disk space.',
    );
  }
  return {
    remote,
    git,
    forgetPromises: () => writeFile(join(folder.path, 'config'), configOf(format)),
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

async function chooseRemote(checkout: GitCall, wanted: string | null): Promise<string> {
  const remotes = ((await ask(checkout, 'remote')) ?? '').split('\n').filter((name) => name !== '');
  const chosen = wanted ?? (remotes.includes('origin') ? 'origin' : remotes[0]);
  if (chosen !== undefined && remotes.includes(chosen)) return chosen;
  throw settingsFailure(
    chosen === undefined
      ? 'the repository has no remote, so there is no place for a branch with baselines'
      : `the repository has no remote "${chosen}"`,
    'Add one with `git remote add`, or keep baselines in a folder: dir:PATH.',
  );
}

async function reach(checkout: GitCall, remote: string, token: Token | null): Promise<readonly Variable[]> {
  const url = (await ask(checkout, 'remote', 'get-url', remote)) ?? '';
  const pushUrl = (await ask(checkout, 'remote', 'get-url', '--push', remote)) ?? url;
  return [
    ...(await readSignIn(checkout, [url, pushUrl], token)),
    [`remote.${REMOTE}.url`, url],
    [`remote.${REMOTE}.pushurl`, pushUrl],
  ];
}

async function ask(checkout: GitCall, ...args: readonly string[]): Promise<string | null> {
  const { failed, stdout } = await callGit(args, checkout);
  return failed === null ? stdout.toString('utf8').trim() : null;
}

function configOf(format: string): string {
  const sha256 = format === 'sha1' ? '' : `[extensions]\n\tobjectFormat = ${format}\n`;
  return `[core]\n\trepositoryformatversion = ${format === 'sha1' ? 0 : 1}\n\tbare = true\n${sha256}`;
}
