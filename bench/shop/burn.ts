import { parseArgs } from 'node:util';
import { markdownTable } from 'markdown-table';
import { compareShop } from './comparison.ts';
import { HEADER, rowOf } from './table.ts';

/** How small a burn of CPU in every request is still found on real load: milliseconds, and the share of the shop's own CPU per request they come to. */
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '5' },
    budget: { type: 'string', default: '3m' },
    ms: { type: 'string', multiple: true, default: ['0.015', '0.037', '0.074'] },
  },
});
const runs = Number(values.runs);
const rows: string[][] = [];
const summary: string[][] = [
  ['burn in ms', 'median CPU change seen', 'found', 'of these by CPU', 'median s of load to verdict'],
];
for (const ms of values.ms) {
  const seen: { cpu: number; isFound: boolean; byCpu: boolean; load: number }[] = [];
  for (let run = 1; run <= runs; run++) {
    const seed = `burn-${ms}-${run}`;
    const { result, wallMs } = await compareShop({
      regression: 'no-op',
      budget: values.budget,
      seed,
      start: `if [ "$PLIMSOLL_SIDE" = head ]; then export BURN_MS=${Number(ms)}; fi; npm start`,
    });
    const row = rowOf(`${ms} ms ${run}`, result, wallMs);
    rows.push(row);
    console.error(row.join(' · '));
    const cpu = result.judgement.comparisons.find(({ metric }) => metric === 'cpu');
    seen.push({
      cpu: cpu?.change?.estimate ?? Number.NaN,
      isFound: result.judgement.verdict === 'fail',
      byCpu: cpu?.standing === 'worse',
      load: (result.measurement.windows * result.measurement.windowMs) / 1000,
    });
  }
  const found = seen.filter(({ isFound }) => isFound);
  summary.push([
    ms,
    `+${(100 * median(seen.map(({ cpu }) => cpu))).toFixed(1)}%`,
    `${found.length} of ${runs}`,
    `${found.filter(({ byCpu }) => byCpu).length}`,
    found.length === 0 ? '–' : median(found.map(({ load }) => load)).toFixed(0),
  ]);
}
console.log(markdownTable([HEADER, ...rows]));
console.log(`\n${markdownTable(summary)}`);

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
