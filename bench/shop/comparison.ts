import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeDemoRepository } from '../../src/cli/demo/repository.ts';
import type { Result } from '../../src/core/result.ts';
import { runCompare } from '../../src/pipeline/compare.ts';
import { makePlan } from '../../src/settings/plan.ts';
import { readSettings } from '../../src/settings/read.ts';

export interface ShopComparison {
  /** Name of a patch in examples/shop/regressions. */
  readonly regression: string;
  readonly budget: string;
  readonly seed: string;
  /** How the sides are started, where it is not the shop's own way; $PLIMSOLL_SIDE tells them apart. */
  readonly start?: string;
  readonly say?: (line: string) => void;
}

/** One comparison of the bundled shop on real load, through the path of any user; with how long it took from first look at the repository to verdict. */
export async function compareShop(comparison: ShopComparison): Promise<{ result: Result; wallMs: number }> {
  await using repository = await makeDemoRepository(comparison.regression, process.env);
  const path = join(repository.path, 'plimsoll.yml');
  const { budget, start } = comparison;
  const values = start === undefined ? { budget } : { budget, start };
  const settings = readSettings({
    values,
    origin: 'flag',
    file: { path: 'plimsoll.yml', text: await readFile(path, 'utf8') },
  });
  const plan = makePlan(settings, { workspace: repository.path, defaultBase: 'main', seed: comparison.seed });
  const started = performance.now();
  const result = await runCompare(plan, {
    environment: process.env,
    say: comparison.say ?? (() => undefined),
    progress: () => undefined,
    signal: new AbortController().signal,
    version: 'bench',
  });
  return { result, wallMs: performance.now() - started };
}
