import { parseArgs } from 'node:util';
import { markdownTable } from 'markdown-table';
import { compareShop } from './comparison.ts';
import { HEADER, rowOf } from './table.ts';

/** How often each bundled regression is found on real load, and after how many seconds of load. */
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '5' },
    budget: { type: 'string', default: '5m' },
    only: {
      type: 'string',
      multiple: true,
      default: ['n-plus-one', 'dropped-index', 'pool-of-one', 'error-path'],
    },
  },
});
const runs = Number(values.runs);
const rows: string[][] = [];
const summary: string[][] = [['regression', 'found', 'median s of load to verdict', 'median s in all']];
for (const regression of values.only) {
  const found: { load: number; wall: number }[] = [];
  for (let run = 1; run <= runs; run++) {
    const { result, wallMs } = await compareShop({
      regression,
      budget: values.budget,
      seed: `${regression}-${run}`,
    });
    const row = rowOf(`${regression} ${run}`, result, wallMs);
    rows.push(row);
    console.error(row.join(' · '));
    const { windows, windowMs } = result.measurement;
    if (result.judgement.verdict === 'fail')
      found.push({ load: (windows * windowMs) / 1000, wall: wallMs / 1000 });
  }
  const median = (of: number[]): string =>
    (of.sort((a, b) => a - b)[Math.floor(of.length / 2)] ?? Number.NaN).toFixed(0);
  summary.push([
    regression,
    `${found.length} of ${runs}`,
    median(found.map((f) => f.load)),
    median(found.map((f) => f.wall)),
  ]);
}
console.log(markdownTable([HEADER, ...rows]));
console.log(`\n${markdownTable(summary)}`);
