import { parseArgs } from 'node:util';
import { markdownTable } from 'markdown-table';
import { compareShop } from './comparison.ts';
import { HEADER, rowOf } from './table.ts';

/** Compares the shop with itself again and again; any fail is a false alarm. */
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10' },
    budget: { type: 'string', default: '5m' },
    seed: { type: 'string', default: 'unchanged' },
  },
});
const runs = Number(values.runs);
const rows: string[][] = [];
let failures = 0;
for (let run = 1; run <= runs; run++) {
  const { result, wallMs } = await compareShop({
    regression: 'no-op',
    budget: values.budget,
    seed: `${values.seed}-${run}`,
  });
  if (result.judgement.verdict === 'fail') failures++;
  const row = rowOf(`${run}`, result, wallMs);
  rows.push(row);
  console.error(row.join(' · '));
}
console.log(markdownTable([HEADER, ...rows]));
console.log(`\n${runs} unchanged comparisons, ${failures} false alarms`);
process.exitCode = failures > 0 ? 1 : 0;
