import { parseArgs } from 'node:util';
import { markdownTable } from 'markdown-table';
import type { Verdict } from '../../src/core/judgement.ts';
import { HEADER, rowOf } from '../shop/table.ts';
import { compareByPlan } from './comparison.ts';

/** The shop compared through its JMeter plan: how often the unchanged pair passes, and how often each bundled regression is found. */
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10' },
    budget: { type: 'string', default: '2m' },
    rate: { type: 'string', default: '60' },
    only: { type: 'string', multiple: true, default: ['no-op', 'n-plus-one', 'dropped-index', 'error-path'] },
    seed: { type: 'string', default: 'jmeter' },
    loud: { type: 'boolean', default: false },
  },
});
const runs = Number(values.runs);
const UNCHANGED = 'no-op';

interface Seen {
  readonly pair: string;
  readonly verdict: Verdict;
  readonly loadSeconds: number;
  readonly wallSeconds: number;
}
const seen: Seen[] = [];
const rows: string[][] = [];
for (let run = 1; run <= runs; run++) {
  for (const pair of values.only) {
    const { result, wallMs } = await compareByPlan({
      regression: pair,
      budget: values.budget,
      rate: values.rate,
      seed: `${values.seed}-${pair}-${run}`,
      say: (line) => void (values.loud && console.error(`  ${line}`)),
    });
    const row = rowOf(`${pair} ${run}`, result, wallMs);
    rows.push(row);
    console.error(row.join(' · '));
    const { windows, windowMs } = result.measurement;
    const loadSeconds = (windows * windowMs) / 1000;
    seen.push({ pair, verdict: result.judgement.verdict, loadSeconds, wallSeconds: wallMs / 1000 });
  }
}
console.log(markdownTable([HEADER, ...rows]));
console.log(
  `\n${markdownTable([
    ['pair', 'pass', 'fail', 'inconclusive', 'median s of load', 'median s in all'],
    ...values.only.map((pair) => {
      const own = seen.filter((each) => each.pair === pair);
      return [
        pair,
        ...(['pass', 'fail', 'inconclusive'] as const).map((verdict) => `${count(pair, verdict)}`),
        median(own.map(({ loadSeconds }) => loadSeconds)),
        median(own.map(({ wallSeconds }) => wallSeconds)),
      ];
    }),
  ])}\n`,
);

const claims = values.only.flatMap((pair) =>
  pair === UNCHANGED
    ? [
        { name: 'the unchanged pair is never failed', many: runs - count(pair, 'fail') },
        { name: 'the unchanged pair passes', many: count(pair, 'pass') },
      ]
    : [{ name: `${pair} is found`, many: count(pair, 'fail') }],
);
for (const { name, many } of claims)
  console.log(`${many === runs ? 'holds' : 'falls short'}: ${name} (${many} of ${runs})`);
process.exitCode = claims.every(({ many }) => many === runs) ? 0 : 1;

function count(pair: string, verdict: Verdict): number {
  return seen.filter((each) => each.pair === pair && each.verdict === verdict).length;
}

function median(of: readonly number[]): string {
  return (of.toSorted((a, b) => a - b)[Math.floor(of.length / 2)] ?? Number.NaN).toFixed(0);
}
