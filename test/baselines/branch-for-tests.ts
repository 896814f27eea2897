import { execFileSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type GitBranchOptions, openGitBranchStore } from '../../src/baselines/branch/store.ts';
import { createRepository, type Repository } from '../targets/repository-for-tests.ts';

export type GitBranchStore = Awaited<ReturnType<typeof openGitBranchStore>>;

/** A remote with one commit on `main`, and a checkout of it. */
export interface Remote extends Disposable {
  readonly origin: Repository;
  /** Path of the bare repository. */
  readonly path: string;
  /** Runs git in the bare repository; what it says, or throws. */
  git(...args: readonly string[]): string;
  /** Makes a commit on a branch out of files and moves the branch there; null stands for a submodule. */
  commit(branch: string, files: readonly TreeLine[], parent?: string): string;
  /** Runs a script of `git fast-import`. */
  fastImport(lines: readonly string[]): void;
  /** A shell script that runs in the remote before it takes a push. */
  hook(name: 'pre-receive' | 'update', script: string): void;
  clone(...options: readonly string[]): Repository;
}

export interface TreeLine {
  readonly mode: '100644' | '120000' | '160000';
  readonly path: string;
  /** Content, or the commit of a submodule. */
  readonly text: string | Buffer;
}

export function createRemote(): Remote {
  const origin = createRepository();
  const path = origin.bare();
  const run = (args: readonly string[], input: string | Buffer = '', extra = {}): string =>
    execFileSync('git', args, {
      cwd: path,
      env: { ...origin.environment, ...extra },
      encoding: 'utf8',
      input,
      stdio: 'pipe',
    }).trim();
  // As at GitHub: parts may be fetched, and nothing goes back.
  run(['config', 'uploadpack.allowFilter', 'true']);
  run(['config', 'receive.denyNonFastForwards', 'true']);
  run(['config', 'core.logAllRefUpdates', 'true']);
  run(['config', 'receive.autogc', 'false']);
  return {
    origin,
    path,
    git: (...args) => run(args),
    commit(branch, files, parent) {
      const index = { GIT_INDEX_FILE: join(path, `index-${Math.random()}`) };
      const lines = files.map(({ mode, path: file, text }) => {
        const object = mode === '160000' ? text : run(['hash-object', '-w', '--stdin'], text);
        return `${mode} ${object}\t${file}`;
      });
      run(['read-tree', parent ?? '--empty'], '', index);
      run(['update-index', '--index-info'], `${lines.join('\n')}\n`, index);
      const tree = run(['write-tree', '--missing-ok'], '', index);
      const parents = parent === undefined ? [] : ['-p', parent];
      const commit = run(['commit-tree', tree, ...parents, '-m', 'by hand']);
      run(['update-ref', `refs/heads/${branch}`, commit]);
      return commit;
    },
    fastImport: (lines) => void run(['fast-import', '--quiet'], `${lines.join('\n')}\n`),
    hook(name, script) {
      const file = join(path, 'hooks', name);
      writeFileSync(file, `#!/bin/sh\n${script}\n`);
      chmodSync(file, 0o755);
    },
    clone: (...options) => origin.clone(path, ...options),
    [Symbol.dispose]: () => origin[Symbol.dispose](),
  };
}

export const QUICK = { totalMs: 60_000, longestMs: 500 };

export function openBranch(clone: Repository, more: Partial<GitBranchOptions> = {}): Promise<GitBranchStore> {
  return openGitBranchStore({
    workspace: clone.path,
    branch: 'plimsoll',
    remote: null,
    folder: 'default',
    environment: clone.environment,
    token: null,
    patience: QUICK,
    signal: new AbortController().signal,
    ...more,
  });
}
