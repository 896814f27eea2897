import type { GitOutcome } from '../../system/git-call.ts';
import { type RemoteProblem, readProblem } from './remote-problem.ts';
import { REMOTE, type Scratch } from './scratch.ts';

/** The commit that the branch stands at; null when there is no such branch. */
export type Fetched =
  | { readonly kind: 'tip'; readonly tip: string | null }
  | { readonly kind: 'problem'; readonly problem: RemoteProblem };

const TIP = 'refs/plimsoll/tip';

/**
 * Fetches the branch without the files in it, where the remote can leave them out. `since`: with all commits since the one
 * fetched before, so that it can be told whether the branch only went forward.
 */
export async function fetchTip(scratch: Scratch, branch: string, extent: 'tip' | 'since'): Promise<Fetched> {
  const depth = extent === 'tip' ? ['--depth=1'] : [];
  const outcome = await scratch.git([
    ...['-c', 'protocol.version=2', 'fetch', '--quiet', '--no-tags', '--no-write-fetch-head'],
    ...['--filter=blob:none', ...depth, REMOTE, `+refs/heads/${branch}:${TIP}`],
  ]);
  await scratch.forgetPromises();
  if (outcome.failed !== null) {
    const problem = readProblem(wordsOf(outcome), branch, 'fetch');
    return problem.kind === 'absent' ? { kind: 'tip', tip: null } : { kind: 'problem', problem };
  }
  const named = await scratch.git(['rev-parse', '--verify', `${TIP}^{commit}`]);
  if (named.failed !== null) {
    return { kind: 'problem', problem: readProblem(wordsOf(named), branch, 'fetch') };
  }
  return { kind: 'tip', tip: named.stdout.toString('utf8').trim() };
}

/** Whether a branch that stood at one commit came to another without going back. */
export async function isForward(scratch: Scratch, from: string, to: string): Promise<boolean> {
  return (await scratch.git(['merge-base', '--is-ancestor', from, to])).failed === null;
}

/** All that was said, and what is known otherwise. */
export function wordsOf({ failed, stdout, stderr }: GitOutcome): string {
  const end = failed === 'too slow' ? '\nfatal: the operation timed out' : '';
  return `${stderr}\n${stdout.toString('utf8')}${end}`;
}
