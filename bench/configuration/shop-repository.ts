import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeDemoRepository } from '../../src/cli/demo/repository.ts';
import { parseVary } from '../../src/core/sweep/vary.ts';
import { runSweep, type SweepWish } from '../../src/pipeline/sweep.ts';
import { editSetting } from '../../src/pipeline/sweep-edit.ts';
import { makePlan } from '../../src/settings/plan.ts';
import { readSettings } from '../../src/settings/read.ts';
import { openGit } from '../../src/system/git.ts';

export interface ShopSweep {
  /** Values of config/app.yml that count as today's, by pointer, where they are not the shop's own. */
  readonly today: Readonly<Record<string, string>>;
  /** Values to try, by pointer: `/pool/size=8`. */
  readonly vary: readonly string[];
  /** Settings as flags would give them. */
  readonly values: Readonly<Record<string, string>>;
  readonly wish: Omit<SweepWish, 'settings'>;
  readonly seed: string;
  readonly say: (line: string) => void;
}

const CONFIG = 'config/app.yml';

/** A sweep of the bundled shop on real load, in a repository of its own. */
export async function sweepShop({ today, vary, values, wish, seed, say }: ShopSweep) {
  await using repository = await makeDemoRepository('no-op', process.env);
  await configure(repository.path, today);
  const k6 = process.env['PLIMSOLL_K6'];
  const settings = readSettings({
    values: { ...values, ...(k6 === undefined ? {} : { 'k6-path': k6 }) },
    origin: 'flag',
    file: { path: 'plimsoll.yml', text: await readFile(join(repository.path, 'plimsoll.yml'), 'utf8') },
  });
  const plan = makePlan(settings, { workspace: repository.path, defaultBase: 'main', seed });
  const wanted = { ...wish, settings: vary.map((text) => parseVary(`file:${CONFIG}#${text}`)) };
  return await runSweep(plan, wanted, {
    environment: process.env,
    say,
    progress: () => undefined,
    signal: new AbortController().signal,
    version: 'bench',
  });
}

async function configure(workspace: string, today: ShopSweep['today']): Promise<void> {
  const path = join(workspace, CONFIG);
  let text = await readFile(path, 'utf8');
  for (const [pointer, value] of Object.entries(today))
    text = editSetting({ path: CONFIG, text }, pointer, value);
  await writeFile(path, text);
  const author = ['-c', 'user.name=bench', '-c', 'user.email=bench@plimsoll.invalid'];
  await openGit(workspace, process.env).run(
    ...author,
    'commit',
    '--quiet',
    '--all',
    '--message',
    'Configure',
  );
}

/** What a case measured, as a table and as claims that hold or fall short. */
export interface CaseFinding {
  readonly title: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly claims: readonly { readonly name: string; readonly holds: boolean; readonly figure: string }[];
}
