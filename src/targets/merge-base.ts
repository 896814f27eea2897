import { settingsFailure } from '../core/failure.ts';
import { type Git, isShallow, resolveCommit } from '../system/git.ts';

/** Commits fetched beyond the edge of a shallow clone, step by step, before the whole history is. */
const DEEPEN_BY = [50, 250, 1000];

/**
 * The commit at which head left the ref that it will merge into, fetched if the clone does not have it.
 * The ref is a branch here or at the remote, a tag or a commit id.
 */
export async function findMergeBase(git: Git, ref: string): Promise<string> {
  if (ref === '' || ref.startsWith('-')) {
    throw settingsFailure(
      `base is "${ref}", expected a branch, a tag or a commit`,
      'Set `base`, e.g. `main`.',
    );
  }
  const head = await resolveCommit(git, 'HEAD');
  if (head === null) {
    throw settingsFailure(
      `${git.directory} is not a git checkout with a commit`,
      'Run actions/checkout before this step.',
    );
  }
  const remote = (await git.read('remote'))?.split('\n')[0] || 'origin';
  const tip = (await findHere(git, remote, ref)) ?? (await fetchTip(git, remote, ref));
  if ((await parentsOf(git, head)).includes(tip)) return tip;
  return (await mergeBase(git, tip)) ?? (await deepen(git, { remote, ref, tip, head }));
}

async function findHere(git: Git, remote: string, ref: string): Promise<string | null> {
  return (await resolveCommit(git, ref)) ?? (await resolveCommit(git, `refs/remotes/${remote}/${ref}`));
}

async function fetchTip(git: Git, remote: string, ref: string): Promise<string> {
  const depth = (await isShallow(git)) ? ['--depth=1'] : [];
  const problem = await git.run('fetch', '--no-tags', ...depth, remote, atRemote(remote, ref));
  const tip = problem === null ? await resolveCommit(git, 'FETCH_HEAD') : null;
  if (tip === null) throw await notHere(git, ref, problem);
  return tip;
}

/**
 * The parents that a commit names, which a shallow clone knows even where it does not have them.
 * The merge commit that a pull request is checked out as names its base, so one commit is all that must be fetched.
 */
export async function parentsOf(git: Git, commit: string): Promise<string[]> {
  const text = (await git.read('cat-file', 'commit', commit)) ?? '';
  return [...(text.split('\n\n')[0] ?? '').matchAll(/^parent ([0-9a-f]+)$/gm)].map((match) => match[1] ?? '');
}

function mergeBase(git: Git, tip: string): Promise<string | null> {
  return git.read('merge-base', tip, 'HEAD');
}

interface Edge {
  readonly remote: string;
  readonly ref: string;
  readonly tip: string;
  readonly head: string;
}

async function deepen(git: Git, edge: Edge): Promise<string> {
  const { remote, tip, head } = edge;
  let problem: string | null = null;
  for (const step of [...DEEPEN_BY.map((count) => `--deepen=${count}`), '--unshallow']) {
    if (!(await isShallow(git))) break;
    problem = await git.run('fetch', '--no-tags', step, remote, tip, head);
    // A commit that was made here is unknown to the remote.
    if (problem !== null) problem = await git.run('fetch', '--no-tags', step, remote, tip);
    if (problem !== null) break;
    const found = await mergeBase(git, tip);
    if (found !== null) return found;
  }
  if (problem !== null || (await isShallow(git))) throw await notHere(git, edge.ref, problem);
  throw settingsFailure(
    `base "${edge.ref}" (${tip.slice(0, 7)}) and head (${head.slice(0, 7)}) share no history`,
    'Set `base` to the branch that this change will be merged into.',
  );
}

async function notHere(git: Git, ref: string, problem: string | null): Promise<Error> {
  const shallow = (await isShallow(git)) ? 'shallow' : 'complete';
  const reason = problem === null ? '' : `: ${problem}`;
  return settingsFailure(
    `the commit where head left "${ref}" is not in this clone (it is ${shallow}) and could not be fetched${reason}`,
    shallow === 'shallow'
      ? 'Give actions/checkout the whole history: add `fetch-depth: 0` under its `with:`.'
      : 'Check the name in `base`, or add `fetch-depth: 0` under `with:` of actions/checkout.',
  );
}

/** What the remote calls a ref that this clone may know as `origin/main`. */
function atRemote(remote: string, ref: string): string {
  const name = ref.replace(/^refs\/remotes\//, '');
  return name.startsWith(`${remote}/`) ? name.slice(remote.length + 1) : name;
}
