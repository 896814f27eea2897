import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { settingsFailure } from '../core/failure.ts';
import type { TargetPlan } from '../core/plan.ts';
import { BASE, HEAD, type Side } from '../core/side.ts';
import type { TargetSource } from '../core/target.ts';
import { childEnvironment } from '../system/environment.ts';
import { type Git, hasChanges, openGit, resolveCommit } from '../system/git.ts';
import { MARK_VARIABLE, makeMark, stopMarked } from '../system/process-mark.ts';
import { createTemporaryDirectory } from '../system/temporary.ts';
import { addWorktree } from './base-worktree.ts';
import { buildSide } from './build-side.ts';
import { findMergeBase, parentsOf } from './merge-base.ts';
import type { ServiceCommand } from './service.ts';
import { startSides } from './start-sides.ts';

type GitPlan = TargetPlan & { readonly kind: 'git' };
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
    const folders = [join(checkout.path, plan.directory), join(plan.workspace, plan.directory)];
    const commands = [BASE, HEAD].map((side, index) =>
      commandOf(plan, environment, side, folders[index] ?? ''),
    );
    for (const command of commands) await requireFolder(plan, command);
    const mark = makeMark();
    opened.push({ [Symbol.asyncDispose]: () => stopMarked(mark, BUILD_GRACE_MS) });
    if (plan.build !== '') {
      for (const { side, cwd, env } of commands) {
        await buildSide({ side, cwd, command: plan.build, env: { ...env, [MARK_VARIABLE]: mark } }, say);
      }
    }
    const ready = { path: plan.ready, timeoutMs: plan.readyTimeoutMs };
    return {
      sides: [BASE, HEAD],
      labels: [short(base), head.label],
      commits: [base, head.commit],
      restartable: true,
      async start(order, signal) {
        const running = await startSides({ commands, order, ready }, signal);
        opened.push(running);
        return running;
      },
      [Symbol.asyncDispose]: dispose,
    };
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** What a build left running (compile servers) has this long to end, ms. */
const BUILD_GRACE_MS = 1000;

function commandOf(plan: GitPlan, environment: Environment, side: Side, cwd: string): ServiceCommand {
  const env = childEnvironment(environment, { ...plan.env, PLIMSOLL_SIDE: side });
  return { side, cwd, env, start: plan.start, stop: plan.stop };
}

async function requireFolder(plan: GitPlan, command: ServiceCommand): Promise<void> {
  const found = await stat(command.cwd).catch(() => null);
  if (found?.isDirectory()) return;
  throw settingsFailure(
    `${command.side} has no folder "${plan.directory}"`,
    'Set `directory` to a folder that is there in base and in head.',
  );
}

/**
 * Head as a reader knows it. A pull request is checked out as a merge commit that nobody has seen:
 * its second parent is the commit on the branch.
 */
async function describeHead(
  git: Git,
  environment: Environment,
): Promise<{ readonly commit: string; readonly label: string }> {
  const commit = (await resolveCommit(git, 'HEAD')) ?? '';
  const isMergeRef =
    /^refs\/pull\/\d+\/merge$/.test(environment['GITHUB_REF'] ?? '') && environment['GITHUB_SHA'] === commit;
  const shown = isMergeRef ? ((await parentsOf(git, commit))[1] ?? commit) : commit;
  return { commit, label: (await hasChanges(git)) ? `${short(shown)} + changes` : short(shown) };
}

function short(commit: string): string {
  return commit.slice(0, 7);
}
