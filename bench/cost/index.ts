import { parseArgs } from 'node:util';
import { markdownTable } from 'markdown-table';
import { measureGating } from './gating.ts';
import { measureRun } from './run.ts';

/** What Plimsoll itself costs: CPU of the gated pair against one plain k6 run, our memory, and the time to the first load. */
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '30' },
    rounds: { type: 'string', default: '8' },
    minutes: { type: 'string', default: '3' },
  },
});

const gating = await measureGating({
  rate: 150,
  seconds: Number(values.seconds),
  rounds: Number(values.rounds),
});
console.log('\n## CPU of k6 in seconds, 120 iterations/s of the bundled shop script\n');
console.log(
  markdownTable([
    ['round', 'one plain run', 'the gated pair', 'ratio'],
    ...gating.rounds.map((round, i) => [
      `${i + 1}`,
      round.plain.toFixed(1),
      round.gated.toFixed(1),
      (round.gated / round.plain).toFixed(3),
    ]),
  ]),
);

const run = await measureRun({ minutes: Number(values.minutes), rate: 255 });
console.log('\n## One comparison at a little over 1,000 req/s\n');
console.log(
  markdownTable([
    ['figure', 'value', 'bound'],
    ['requests per second while a side has the load', run.requestsPerSecond.toFixed(0), '1000'],
    ['peak memory of our process, MB', run.peakMb.toFixed(0), '150'],
    ['from start to first load, without build and start-up, s', run.firstLoadSeconds.toFixed(1), '5'],
    ['load, s', run.loadSeconds.toFixed(0), '180'],
  ]),
);

const claims = [
  {
    name: 'gating adds at most 15% CPU',
    holds: gating.medianRatio <= 1.15,
    figure: `${(100 * (gating.medianRatio - 1)).toFixed(1)}%`,
  },
  {
    name: 'memory under 150 MB at 1,000 req/s',
    holds: run.peakMb < 150,
    figure: `${run.peakMb.toFixed(0)} MB`,
  },
  {
    name: 'first load within 5 s',
    holds: run.firstLoadSeconds < 5,
    figure: `${run.firstLoadSeconds.toFixed(1)} s`,
  },
];
for (const claim of claims)
  console.log(`${claim.holds ? 'holds' : 'falls short'}: ${claim.name} (${claim.figure})`);
process.exitCode = claims.every((claim) => claim.holds) ? 0 : 1;
