import type { Appended } from '../../core/baseline/store.ts';
import { Failure } from '../../core/failure.ts';
import { type Refused, refuse } from '../addition.ts';
import { type Patience, startTries } from '../patience.ts';
import { type Change, commitChange, pushCommit } from './commit.ts';
import type { RemoteProblem } from './remote-problem.ts';
import type { Scratch } from './scratch.ts';
import { fetchTip, isForward } from './tip.ts';

export interface BranchWrite {
  readonly scratch: Scratch;
  readonly branch: string;
  /** Where what is written lies, in words. */
  readonly where: string;
  /** What to change, given where the branch stands; null when it is as it should be. Asked again after every loss. */
  plan(tip: string | null): Promise<Change | Refused | null>;
  readonly patience: Patience;
  readonly signal: AbortSignal;
}

/** Tries in a row in which the remote could not be reached. */
const MOST_UNREACHED = 3;

/** Writes to the branch until it holds the change: whoever loses a race plans again on what the winner wrote. */
export async function writeToBranch(write: BranchWrite): Promise<Appended> {
  try {
    return await tryUntilWritten(write);
  } catch (error) {
    if (error instanceof Failure) return refuse(error.message, error.hint);
    throw error;
  }
}

async function tryUntilWritten(write: BranchWrite): Promise<Appended> {
  const { scratch, branch, where, patience, signal } = write;
  const tries = startTries(patience, signal);
  let stood: string | null | undefined;
  let unreached = 0;
  while (true) {
    const fetched = await fetchTip(scratch, branch, stood === undefined ? 'tip' : 'since');
    const problem = fetched.kind === 'problem' ? fetched.problem : await attempt(fetched.tip);
    if (problem === null) return { kind: 'appended', where, attempts: tries.count };
    if (problem.kind === 'refused') return problem;
    unreached = problem.kind === 'unreachable' ? unreached + 1 : 0;
    const isOver = problem.kind === 'final' || problem.kind === 'absent' || unreached >= MOST_UNREACHED;
    if (isOver || !(await tries.next())) return refuse(problem.reason, problem.hint);
  }

  async function attempt(tip: string | null): Promise<RemoteProblem | Refused | null> {
    const rewritten = stood ? await sayRewritten(scratch, branch, { stood, tip }) : null;
    if (rewritten !== null) return rewritten;
    stood = tip;
    const change = await write.plan(tip);
    if (change === null || 'kind' in change) return change;
    await commitChange(scratch, tip, change);
    return pushCommit(scratch, branch, tip);
  }
}

async function sayRewritten(
  scratch: Scratch,
  branch: string,
  { stood, tip }: { readonly stood: string; readonly tip: string | null },
): Promise<Refused | null> {
  if (tip === null) {
    return refuse(
      `the branch ${branch} was deleted while a recording was being added to it`,
      'Nothing was written. Restore the branch, or run it again to begin a new one.',
    );
  }
  if (await isForward(scratch, stood, tip)) return null;
  return refuse(
    `the branch ${branch} was force-pushed while a recording was being added to it: it went from ${stood.slice(0, 7)} to ${tip.slice(0, 7)}, which does not contain it`,
    'Nothing was written. Run it again; a ruleset that blocks force pushes keeps recordings from being lost.',
  );
}
