import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeDemoRepository } from '../../src/cli/demo/repository.ts';
import type { Result } from '../../src/core/result.ts';
import { runCompare } from '../../src/pipeline/compare.ts';
import { makePlan } from '../../src/settings/plan.ts';
import { readSettings } from '../../src/settings/read.ts';

export interface PlanComparison {
  /** Name of a patch in examples/shop/regressions. */
  readonly regression: string;
  readonly budget: string;
  /** Visits per second. */
  readonly rate: string;
  readonly seed: string;
  readonly say: (line: string) => void;
}

/** One comparison of the bundled shop through its JMeter plan, through the path of any user; with how long it took from first look at the repository to verdict. */
export async function compareByPlan(wish: PlanComparison): Promise<{ result: Result; wallMs: number }> {
  await using repository = await makeDemoRepository(wish.regression, process.env);
  const text = await readFile(join(repository.path, 'plimsoll.yml'), 'utf8');
  const settings = readSettings({
    values: { script: 'load/shop.jmx', rate: wish.rate, budget: wish.budget },
    origin: 'flag',
    file: { path: 'plimsoll.yml', text },
  });
  const context = { workspace: repository.path, defaultBase: 'main', seed: wish.seed };
  const started = performance.now();
  const result = await runCompare(makePlan(settings, context), {
    environment: process.env,
    say: wish.say,
    progress: () => undefined,
    signal: new AbortController().signal,
    version: 'bench',
  });
  return { result, wallMs: performance.now() - started };
}
