import { parseArgs } from 'node:util';
import { markdownTable } from 'markdown-table';
import { type Compared, compareGoodput, GOODPUT_HEADER, spread } from './goodput.ts';
import { measureRates, RATE_HEADER } from './rate.ts';
import { measureStalls, STALL_HEADER } from './stalls.ts';

/** The rate that `auto` picks, the comparison of capacities, and the growth check, each against a separate measurement. */
const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: ['rate', 'capacity', 'growth'] },
    case: { type: 'string', multiple: true, default: [] },
    'rate-runs': { type: 'string', default: '3' },
    'capacity-runs': { type: 'string', default: '20' },
    'first-capacity-run': { type: 'string', default: '1' },
    'growth-runs': { type: 'string', default: '3' },
  },
});

interface Claim {
  readonly name: string;
  readonly holds: boolean;
  readonly figure: string;
}

const claims: Claim[] = [];
const tell = (title: string, header: readonly string[], rows: readonly (readonly string[])[]): void =>
  console.log(`\n## ${title}\n\n${markdownTable([header, ...rows].map((row) => [...row]))}`);
const share = (rows: readonly { readonly holds: boolean }[]): string =>
  `${rows.filter(({ holds }) => holds).length} of ${rows.length}`;

if (values.only.includes('rate')) {
  const rows = await measureRates(Number(values['rate-runs']));
  tell(
    'The rate that auto picks',
    RATE_HEADER,
    rows.map(({ cells }) => cells),
  );
  claims.push({
    name: 'auto picks 50 to 75% of separately measured capacity',
    holds: rows.every(({ holds }) => holds),
    figure: share(rows),
  });
}

if (values.only.includes('capacity')) {
  const rows = await compareGoodput({
    runs: Number(values['capacity-runs']),
    firstRun: Number(values['first-capacity-run']),
    only: values.case,
  });
  tell(
    'Capacity of head against base',
    GOODPUT_HEADER,
    rows.map(({ cells }) => cells),
  );
  claims.push(...capacityClaims(rows));
}

if (values.only.includes('growth')) {
  const rows = await measureStalls(Number(values['growth-runs']), values.case);
  tell(
    'Where sides stall',
    STALL_HEADER,
    rows.map(({ cells }) => cells),
  );
  claims.push({
    name: 'the staircase stalls within a step of the separate measurement',
    holds: rows.every(({ holds }) => holds),
    figure: share(rows),
  });
}

for (const { name, holds, figure } of claims)
  console.log(`${holds ? 'holds' : 'falls short'}: ${name} (${figure})`);
process.exitCode = claims.every(({ holds }) => holds) ? 0 : 1;

function capacityClaims(rows: readonly Compared[]): Claim[] {
  const same = Map.groupBy(
    rows.filter(({ name }) => name.endsWith('same')),
    ({ name }) => name,
  );
  const lost = rows.filter(({ name }) => !name.endsWith('same'));
  const found = lost.filter(({ finding }) => finding.comparison.standing === 'worse');
  const longest = Math.max(...rows.map(({ seconds }) => seconds));
  return [
    ...[...same].map(([name, all]) => ({
      name: `sd of the log ratio between runs at most 1.5%: ${name}`,
      holds: spread(all) <= 0.015,
      figure: `${(100 * spread(all)).toFixed(2)}%`,
    })),
    {
      name: 'nothing is called worse that is the same',
      holds: [...same.values()].flat().every(({ finding }) => finding.comparison.standing !== 'worse'),
      figure: `${[...same.values()].flat().length} runs`,
    },
    {
      name: 'a loss of 10% is found in 18 of 20',
      holds: found.length >= 0.9 * lost.length,
      figure: `${found.length} of ${lost.length}`,
    },
    { name: 'under 4 minutes', holds: longest < 240, figure: `${longest.toFixed(0)} s` },
  ];
}
