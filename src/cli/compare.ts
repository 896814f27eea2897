import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { codeOfVerdict } from '../core/exit-code.ts';
import type { Result } from '../core/result.ts';
import { runCompare } from '../pipeline/compare.ts';
import { findSettingsText } from '../pipeline/settings-text.ts';
import type { Surroundings } from '../pipeline/surroundings.ts';
import { renderTerminal } from '../report/terminal.ts';
import { makePlan } from '../settings/plan.ts';
import { configPath, readSettings } from '../settings/read.ts';
import { openGit } from '../system/git.ts';
import type { Arguments } from './arguments.ts';
import type { Terminal } from './terminal.ts';

/** `plimsoll compare`: base and head of the repository we stand in, or two URLs. */
export async function compare(
  flags: Arguments['flags'],
  surroundings: Surroundings,
  terminal: Terminal,
): Promise<number> {
  const workspace = await repositoryRoot(surroundings.environment);
  const isTwoUrls = flags['base-url'] !== undefined && flags['head-url'] !== undefined;
  const defaultBase = await defaultBranch(workspace, surroundings.environment);
  const base = flags['base']?.at(-1) ?? defaultBase;
  const origin = { workspace, base, path: configPath(flags) };
  const found = isTwoUrls ? { text: null, note: null } : await findSettingsText(origin, surroundings);
  const settings = readSettings({ values: flags, origin: 'flag', file: found.text });
  const plan = makePlan(settings, { workspace, defaultBase, seed: randomUUID() });
  const result = addNote(await runCompare(plan, surroundings), found.note);
  terminal.print(renderTerminal(result, terminal));
  if (settings.json !== null) {
    await writeFile(settings.json, `${JSON.stringify(result)}\n`);
    terminal.print(`result: ${settings.json}`);
  }
  return codeOfVerdict(result.judgement.verdict, plan.inconclusive);
}

const addNote = (result: Result, note: string | null): Result =>
  note === null ? result : { ...result, notes: [...result.notes, note] };

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
