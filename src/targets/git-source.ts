import { join } from 'node:path';
import { BASE, HEAD } from '../core/side.ts';
import type { TargetSource } from '../core/target.ts';
import { openGit } from '../system/git.ts';
import { createTemporaryDirectory } from '../system/temporary.ts';
import { addWorktree } from './base-worktree.ts';
import { buildSides } from './build-sides.ts';
import { describeHead, short } from './head-commit.ts';
import { findMergeBase } from './merge-base.ts';
import { addOverlaid } from './overlaid-worktree.ts';
import type { ServiceCommand } from './service.ts';
import { commandFor, type GitPlan } from './side-command.ts';
import { startSides } from './start-sides.ts';

interface Version {
  readonly label: string;
  readonly commit: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Base at the merge base in a worktree of its own, head as the workspace is, uncommitted changes included; both built. */
export async function createGitSource(
  plan: GitPlan,
  environment: Environment,
  say: (line: string) => void,
): Promise<TargetSource> {
  const git = openGit(plan.workspace, environment);
  const base = await findMergeBase(git, plan.base);
  const head = await describeHead(git, environment);
  const opened: AsyncDisposable[] = [];
  const dispose = async (): Promise<void> => {
    for (const one of opened.splice(0).reverse()) await one[Symbol.asyncDispose]();
  };
  try {
    const temporary = await createTemporaryDirectory('base', environment);
    opened.push(temporary);
    const checkout = { path: join(temporary.path, 'tree'), commit: base };
    opened.push(await addWorktree(git, checkout, environment));
    say(`base is ${short(base)}, head is ${head.label}`);
    const commands = [
      await commandFor(plan, environment, { side: BASE, cwd: join(checkout.path, plan.directory) }),
      await commandFor(plan, environment, { side: HEAD, cwd: join(plan.workspace, plan.directory) }),
    ];
    opened.push(await buildSides(plan.build, commands, say));
    const ready = { path: plan.ready, timeoutMs: plan.readyTimeoutMs };
    const versions = [
      { label: short(base), commit: base },
      { label: head.label, commit: head.commit },
    ];
    const serve = (own: readonly ServiceCommand[], from: readonly Version[]): TargetSource => ({
      sides: own.map(({ side }) => side),
      labels: from.map(({ label }) => label),
      commits: from.map(({ commit }) => commit),
      restartable: true,
      async start(order, signal) {
        const running = await startSides({ commands: own, order, ready }, signal);
        opened.push(running);
        return running;
      },
      [Symbol.asyncDispose]: dispose,
    });
    return {
      ...serve(commands, versions),
      async beside(variant) {
        const path = join(temporary.path, variant.side);
        opened.push(await addOverlaid(git, { path, variant }, environment));
        const cwd = join(path, plan.directory);
        const further = await commandFor(plan, environment, { side: variant.side, cwd });
        opened.push(await buildSides(plan.build, [further], say));
        const { side, commit } = variant;
        return serve([...commands, further], [...versions, { label: side, commit }]);
      },
    };
  } catch (error) {
    await dispose();
    throw error;
  }
}
