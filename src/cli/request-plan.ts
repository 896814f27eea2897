import { randomUUID } from 'node:crypto';
import type { Plan } from '../core/plan.ts';
import { findSettingsText } from '../pipeline/settings-text.ts';
import type { Surroundings } from '../pipeline/surroundings.ts';
import { makePlan } from '../settings/plan.ts';
import { configPath, readSettings, type Settings } from '../settings/read.ts';
import { findResultsContradictions } from '../settings/results-contradictions.ts';
import { openGit } from '../system/git.ts';
import type { Request } from './command.ts';
import { findResultsRules } from './results-rules.ts';

/** What a command line asks for, made whole. */
export interface RequestedPlan {
  readonly plan: Plan;
  readonly settings: Settings;
  /** Root of the repository we stand in, or the folder we stand in where there is none. */
  readonly workspace: string;
  /** What the reader must know about where the settings came from. */
  readonly note: string | null;
}

/** From flags and the settings file at base to a plan. Throws one settings failure for all that is wrong. */
export async function planRequest(
  { flags }: Pick<Request, 'flags'>,
  { environment }: Pick<Surroundings, 'environment'>,
): Promise<RequestedPlan> {
  const workspace = await repositoryRoot(environment);
  const isTwoUrls = flags['base-url'] !== undefined && flags['head-url'] !== undefined;
  const defaultBase = await defaultBranch(workspace, environment);
  const base = flags['base']?.at(-1) ?? defaultBase;
  const origin = { workspace, base, path: configPath(flags) };
  const isFinished = flags['base-results'] !== undefined || flags['head-results'] !== undefined;
  const find = isFinished ? findResultsRules : findSettingsText;
  const found = isTwoUrls ? { text: null, note: null } : await find(origin, { environment });
  const settings = readSettings({
    values: flags,
    origin: 'flag',
    file: found.text,
    ...(isFinished ? { needs: 'rules', complain: findResultsContradictions } : {}),
  });
  const plan = makePlan(settings, { workspace, defaultBase, seed: randomUUID() });
  return { plan, settings, workspace, note: found.note };
}

async function repositoryRoot(environment: Surroundings['environment']): Promise<string> {
  const here = process.cwd();
  return (await openGit(here, environment).read('rev-parse', '--show-toplevel')) ?? here;
}

/** The remote's default branch where the clone knows it, else main. */
async function defaultBranch(workspace: string, environment: Surroundings['environment']): Promise<string> {
  const head = await openGit(workspace, environment).read(
    'symbolic-ref',
    '--short',
    'refs/remotes/origin/HEAD',
  );
  return head ?? 'main';
}
