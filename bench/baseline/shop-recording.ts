import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeDemoRepository } from '../../src/cli/demo/repository.ts';
import type { Recording } from '../../src/core/baseline/recording.ts';
import { measureHead } from '../../src/pipeline/measure-head.ts';
import { recordingOf } from '../../src/pipeline/record.ts';
import { makePlan } from '../../src/settings/plan.ts';
import { readSettings } from '../../src/settings/read.ts';
import { startHog } from './hog.ts';

export interface ShopRecording {
  /** Load time, ms. */
  readonly budgetMs: number;
  readonly seed: string;
  /** CPU wasted in every request, ms. */
  readonly burnMs: number;
  /** Share of a core that something else takes meanwhile; 0 for a quiet machine. */
  readonly hog: number;
}

/** One recording of the bundled shop, freshly started, beside the reference service, through the path of any user. */
export async function recordShop({ budgetMs, seed, burnMs, hog }: ShopRecording): Promise<Recording> {
  await using repository = await makeDemoRepository('no-op', process.env);
  const settings = readSettings({
    values: { env: [`BURN_MS=${burnMs}`] },
    origin: 'flag',
    file: { path: 'plimsoll.yml', text: await readFile(join(repository.path, 'plimsoll.yml'), 'utf8') },
  });
  const made = makePlan(settings, { workspace: repository.path, defaultBase: 'main', seed });
  const plan = { ...made, baseline: { ...made.baseline, budgetMs } };
  const surroundings = {
    environment: process.env,
    say: () => undefined,
    progress: () => undefined,
    signal: new AbortController().signal,
    version: 'bench',
  };
  using _hog = hog > 0 ? startHog(hog) : { [Symbol.dispose]: () => undefined };
  const measured = await measureHead(plan, surroundings);
  return await recordingOf(
    measured,
    { commit: { id: measured.commit ?? '', release: null }, plan },
    surroundings,
  );
}
