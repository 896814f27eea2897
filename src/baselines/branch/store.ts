import type { Appended, BaselineStore } from '../../core/baseline/store.ts';
import { measurementFailure } from '../../core/failure.ts';
import { PATIENCE, type Patience } from '../patience.ts';
import { createQueue } from '../queue.ts';
import { readEntries, type Shelf } from './entries.ts';
import { planAppend, planRemove } from './plan-change.ts';
import { createScratch, type ScratchOptions } from './scratch.ts';
import { fetchTip } from './tip.ts';
import { listTree, type TreeFiles } from './tree.ts';
import { type BranchWrite, writeToBranch } from './write.ts';

export interface GitBranchOptions extends ScratchOptions {
  readonly branch: string;
  /** Folder of the branch in which the service's entries lie. */
  readonly folder: string;
  readonly patience?: Patience;
}

/** Recordings on a branch of the remote that shares no history with the code. The checkout is not touched. */
export async function openGitBranchStore(
  options: GitBranchOptions,
): Promise<BaselineStore & AsyncDisposable> {
  const { branch, folder, patience = PATIENCE, signal } = options;
  const scratch = await createScratch(options);
  const where = `branch ${branch} of ${scratch.remote}`;
  const shelf: Shelf = { scratch, branch, folder, where };
  const inTurn = createQueue();
  /** As the last listing saw it, so that what is read is what was listed; null once we wrote ourselves. */
  let files: TreeFiles | null = null;

  async function look(): Promise<TreeFiles> {
    const fetched = await fetchTip(scratch, branch, 'tip');
    if (fetched.kind === 'problem') {
      const { reason, hint } = fetched.problem;
      throw measurementFailure(`${where} could not be read: ${reason}`, hint);
    }
    files = fetched.tip === null ? new Map() : await listTree(scratch, { ...shelf, tip: fetched.tip });
    return files;
  }

  async function write(plan: BranchWrite['plan']): Promise<Appended> {
    files = null;
    return writeToBranch({ scratch, branch, where, patience, signal, plan });
  }

  return {
    where,
    list: () => inTurn(async () => [...(await look()).keys()]),
    read: (commits) => inTurn(async () => readEntries(shelf, files ?? (await look()), commits)),
    append: (recording) => inTurn(() => write((tip) => planAppend(shelf, tip, recording))),
    remove: (commits) => inTurn(() => write((tip) => planRemove(shelf, tip, commits))),
    [Symbol.asyncDispose]: () => scratch[Symbol.asyncDispose](),
  };
}
