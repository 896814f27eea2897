import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { markdownTable } from 'markdown-table';
import { makeDemoRepository } from '../../src/cli/demo/repository.ts';
import type { Result } from '../../src/core/result.ts';
import { runCompare } from '../../src/pipeline/compare.ts';
import { makePlan } from '../../src/settings/plan.ts';
import { readSettings } from '../../src/settings/read.ts';
import { HEADER, rowOf } from '../shop/table.ts';

/** The shop compared through its JMeter plan: the unchanged pair must not fail, the bundled regressions must. */
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1' },
    budget: { type: 'string', default: '3m' },
    rate: { type: 'string', default: '60' },
    only: { type: 'string', multiple: true, default: ['no-op', 'n-plus-one', 'dropped-index', 'error-path'] },
    loud: { type: 'boolean', default: false },
  },
});
const rows: string[][] = [];
let wrong = 0;
for (const regression of values.only) {
  for (let run = 1; run <= Number(values.runs); run++) {
    const started = performance.now();
    const result = await compareByPlan(regression, `${regression}-${run}`);
    const row = rowOf(`${regression} ${run}`, result, performance.now() - started);
    if ((result.judgement.verdict === 'fail') === (regression === 'no-op')) wrong++;
    rows.push(row);
    console.error(row.join(' · '));
  }
}
console.log(markdownTable([HEADER, ...rows]));
console.log(`\n${rows.length} comparisons with JMeter, ${wrong} wrong`);
process.exitCode = wrong > 0 ? 1 : 0;

async function compareByPlan(regression: string, seed: string): Promise<Result> {
  await using repository = await makeDemoRepository(regression, process.env);
  const text = await readFile(join(repository.path, 'plimsoll.yml'), 'utf8');
  const settings = readSettings({
    values: { script: 'load/shop.jmx', rate: values.rate, budget: values.budget },
    origin: 'flag',
    file: { path: 'plimsoll.yml', text },
  });
  return await runCompare(makePlan(settings, { workspace: repository.path, defaultBase: 'main', seed }), {
    environment: process.env,
    say: (line) => void (values.loud && console.error(`  ${line}`)),
    progress: () => undefined,
    signal: new AbortController().signal,
    version: 'bench',
  });
}
