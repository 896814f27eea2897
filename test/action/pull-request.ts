import { createRepository, type Repository } from '../targets/repository-for-tests.ts';

/** A pull request as actions/checkout leaves it: the merge commit alone, in a shallow clone with a remote. */
export interface CheckedOut extends Disposable {
  readonly workspace: Repository;
  readonly base: string;
  readonly head: string;
  readonly merge: string;
}

export interface Change {
  /** Files of both sides by path, then those that the pull request changes. */
  readonly base?: Readonly<Record<string, string>>;
  readonly head?: Readonly<Record<string, string>>;
}

export function checkOutPullRequest({ base = {}, head = {} }: Change = {}): CheckedOut {
  const origin = createRepository();
  const write = (files: Readonly<Record<string, string>>): void => {
    for (const [path, text] of Object.entries(files)) origin.write(path, text);
  };
  write({ 'load.js': 'export default function () {}\n', ...base });
  const baseSha = origin.commit('base');
  origin.git('checkout', '-q', '-b', 'topic');
  write({ 'changed.txt': 'by the pull request\n', ...head });
  const headSha = origin.commit('head');
  origin.git('checkout', '-q', '--detach', 'main');
  origin.git('merge', '-q', '--no-ff', '-m', 'Merge topic into main', 'topic');
  const merge = origin.git('rev-parse', 'HEAD');
  origin.git('update-ref', 'refs/pull/7/merge', merge);
  const workspace = origin.clone(origin.path, '--depth=1', '--branch=main');
  workspace.git('fetch', '-q', '--depth=1', 'origin', 'refs/pull/7/merge');
  workspace.git('checkout', '-q', '--detach', 'FETCH_HEAD');
  return { workspace, base: baseSha, head: headSha, merge, [Symbol.dispose]: () => origin[Symbol.dispose]() };
}
