import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { settingsFailure } from '../../core/failure.ts';
import { type Git, openGit } from '../../system/git.ts';
import { createTemporaryDirectory } from '../../system/temporary.ts';
import { findExample } from './example.ts';

export interface DemoRepository extends AsyncDisposable {
  /** Root of the working tree, which stands at the branch `head`; what it is compared with is the branch `main`. */
  readonly path: string;
}

/** A throw-away repository: the example on `main`, and on `head` one more commit, a patch from its `regressions`. */
export async function makeDemoRepository(
  regression: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<DemoRepository> {
  const example = findExample();
  const directory = await createTemporaryDirectory('demo', environment);
  try {
    await cp(example, directory.path, { recursive: true });
    const git = openGit(directory.path, environment);
    await must(git, 'init', '--quiet', '--initial-branch=main');
    await commitAll(git, 'Open the shop');
    await must(git, 'switch', '--quiet', '--create', 'head');
    await must(git, 'apply', join('regressions', `${regression}.patch`));
    await commitAll(git, `Apply ${regression}`);
    return directory;
  } catch (error) {
    await directory[Symbol.asyncDispose]();
    throw error;
  }
}

async function commitAll(git: Git, message: string): Promise<void> {
  await must(git, 'add', '--all');
  const author = ['-c', 'user.name=plimsoll demo', '-c', 'user.email=demo@plimsoll.invalid'];
  await must(git, ...author, '-c', 'commit.gpgSign=false', 'commit', '--quiet', '--message', message);
}

async function must(git: Git, ...args: readonly string[]): Promise<void> {
  const problem = await git.run(...args);
  if (problem === null) return;
  throw settingsFailure(
    `the demo could not build its repository: git ${args.join(' ')} said ${JSON.stringify(problem)}`,
    'Check that git 2.28 or newer is installed and that the temporary folder can be written.',
  );
}
