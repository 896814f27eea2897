import { join } from 'node:path';
import { HEAD } from '../core/side.ts';
import type { TargetSource } from '../core/target.ts';
import { openGit } from '../system/git.ts';
import { buildSides } from './build-sides.ts';
import { describeHead } from './head-commit.ts';
import { referenceCommand } from './reference/command.ts';
import { REFERENCE_VERSION } from './reference/work.ts';
import { commandFor, type GitPlan } from './side-command.ts';
import { startSides } from './start-sides.ts';

/** The workspace alone, built, beside the reference service: what a recording is made of. */
export async function createHeadSource(
  plan: GitPlan,
  environment: Readonly<Record<string, string | undefined>>,
  say: (line: string) => void,
): Promise<TargetSource> {
  const git = openGit(plan.workspace, environment);
  const found = await describeHead(git, environment);
  const cwd = join(plan.workspace, plan.directory);
  const head = await commandFor(plan, environment, { side: HEAD, cwd });
  const reference = { ...referenceCommand(environment, plan.workspace), cores: plan.cores };
  say(`head is ${found.label}, beside reference service ${REFERENCE_VERSION}`);
  const opened: AsyncDisposable[] = [await buildSides(plan.build, [head], say)];
  const ready = { path: plan.ready, timeoutMs: plan.readyTimeoutMs };
  const commands = [reference, head];
  return {
    sides: commands.map(({ side }) => side),
    labels: [`reference ${REFERENCE_VERSION}`, found.label],
    commits: [null, found.commit],
    restartable: true,
    async start(order, signal) {
      const running = await startSides({ commands, order, ready }, signal);
      opened.push(running);
      return running;
    },
    async [Symbol.asyncDispose]() {
      for (const one of opened.splice(0).reverse()) await one[Symbol.asyncDispose]();
    },
  };
}
