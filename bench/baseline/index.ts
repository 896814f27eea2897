import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { holds } from '../verdict/claim.ts';
import { describeMachine } from '../verdict/results.ts';
import { spellFinding } from '../verdict/table.ts';
import { readGathered } from './gathered.ts';
import { falseAlarms, found, resolutions } from './real.ts';
import { threeMonths } from './three-months.ts';
import { fiftyWriters } from './writers.ts';

/**
 * What the stored baseline is worth: 50 writers at once, real recordings of the shop (`gather.ts` makes them; --from FILE), and
 * three months of made-up history. Ends with one line for each claim. --note TEXT goes into the results: what was odd about the machine.
 */
const { values } = parseArgs({ options: { from: { type: 'string' }, note: { type: 'string' } } });
const { from } = values;
const gathered = from === undefined ? [] : readGathered(from);
const findings = [
  await fiftyWriters(),
  ...(gathered.length === 0 ? [] : [falseAlarms(gathered), resolutions(gathered), found(gathered)]),
  threeMonths(),
];
const { cpu, cores, node } = describeMachine();
const date = new Date().toISOString().slice(0, 10);
const text = [
  `# What the stored baseline is worth: ${date}`,
  `${cpu}, ${cores} cores, Node ${node}. Made by \`npm run bench:baseline\`; ${gathered.length} real recordings of the bundled shop, ` +
    'in half of them something else took 10 to 70% of a core.',
  ...(values.note === undefined ? [] : [values.note]),
  ...findings.map(spellFinding),
].join('\n\n');
console.log(text);
for (const finding of findings) console.log(`${holds(finding) ? 'holds' : 'falls short'}: ${finding.title}`);
const folder = new URL('../results/', import.meta.url);
mkdirSync(folder, { recursive: true });
writeFileSync(new URL(`baseline-${date}.md`, folder), `${text}\n`);
process.exitCode = findings.every(holds) ? 0 : 1;
