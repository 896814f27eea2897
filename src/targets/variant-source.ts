import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Side } from '../core/side.ts';
import type { TargetSource } from '../core/target.ts';
import { openGit } from '../system/git.ts';
import { createTemporaryDirectory } from '../system/temporary.ts';
import { addWorktree } from './base-worktree.ts';
import { buildSides } from './build-sides.ts';
import { describeHead } from './head-commit.ts';
import type { ServiceCommand } from './service.ts';
import { commandFor, type GitPlan } from './side-command.ts';
import { startSides } from './start-sides.ts';

/** One way to run the code of the workspace. */
export interface VariantPlan {
  readonly side: Side;
  /** On top of the plan's own; null takes a variable away. */
  readonly env: Readonly<Record<string, string | null>>;
  /** Files that this variant has otherwise, whole, by path from the root of the repository. */
  readonly files: Readonly<Record<string, string>>;
}

export interface VariantSource extends TargetSource {
  /** Some of the variants, as sides 0, 1, … of their own. Disposing of it does nothing. */
  only(kept: readonly number[]): TargetSource;
}

/**
 * Variants of one commit. Where any of them edits a file each distinct set of files gets a worktree and a build of its own, today's
 * included, so that none is run from another kind of place; where only variables differ all run from the workspace as it is.
 */
export async function createVariantSource(
  plan: GitPlan,
  variants: readonly VariantPlan[],
  { environment, say }: Surroundings,
): Promise<VariantSource> {
  const git = openGit(plan.workspace, environment);
  const head = await describeHead(git, environment);
  const opened: AsyncDisposable[] = [];
  const dispose = async (): Promise<void> => {
    for (const one of opened.splice(0).reverse()) await one[Symbol.asyncDispose]();
  };
  const roots = new Map<string, string>();
  const rootOf = async (files: VariantPlan['files']): Promise<string> => {
    const key = JSON.stringify(files);
    const known = roots.get(key);
    if (known !== undefined) return known;
    const temporary = await createTemporaryDirectory('variant', environment);
    opened.push(temporary);
    const path = join(temporary.path, 'tree');
    opened.push(await addWorktree(git, { path, commit: head.commit }, environment));
    for (const [file, text] of Object.entries(files)) await writeFile(join(path, file), text);
    roots.set(key, path);
    return path;
  };
  const editsFiles = variants.some(({ files }) => Object.keys(files).length > 0);
  try {
    const commands: ServiceCommand[] = [];
    const builds = new Map<string, ServiceCommand>();
    for (const { side, env, files } of variants) {
      const root = editsFiles ? await rootOf(files) : plan.workspace;
      const cwd = join(root, plan.directory);
      const command = await commandFor({ ...plan, env: mergeEnv(plan.env, env) }, environment, { side, cwd });
      commands.push(command);
      if (!builds.has(cwd)) builds.set(cwd, command);
    }
    opened.push(await buildSides(plan.build, [...builds.values()], say));
    const ready = { path: plan.ready, timeoutMs: plan.readyTimeoutMs };
    const label = editsFiles ? head.commit.slice(0, 7) : head.label;
    const only = (kept: readonly number[]): TargetSource => {
      const own = kept.map((index) => commands[index] as ServiceCommand);
      return {
        sides: own.map(({ side }) => side),
        labels: own.map(() => label),
        commits: own.map(() => head.commit),
        restartable: true,
        async start(order, signal) {
          const running = await startSides({ commands: own, order, ready }, signal);
          opened.push(running);
          return running;
        },
        [Symbol.asyncDispose]: () => Promise.resolve(),
      };
    };
    return { ...only(variants.map((_, index) => index)), only, [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly say: (line: string) => void;
}

function mergeEnv(
  own: Readonly<Record<string, string>>,
  changes: VariantPlan['env'],
): Readonly<Record<string, string>> {
  const merged = Object.entries({ ...own, ...changes });
  return Object.fromEntries(merged.filter((entry): entry is [string, string] => entry[1] !== null));
}
