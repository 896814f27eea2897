import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { renderReport } from '../../src/report/html/report.ts';
import { createTemporaryDirectory } from '../../src/system/temporary.ts';
import { REPORTS, type Report } from '../report/html/reports.ts';
import { openBrowser } from './browser.ts';
import { examine } from './examine.ts';
import { compareGolden, GOLDEN } from './golden.ts';

// `npm run test:browser [-- PART-OF-A-NAME] [--accept]`: every kind of report in a real browser. `--accept` keeps the pictures as golden ones, once someone has looked at them.

const accepts = process.argv.includes('--accept');
const [part = ''] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const browser = await openBrowser();
if (browser === null) {
  say('Chromium is not installed: `apt-get install chromium`, or name another one in PLIMSOLL_CHROMIUM.');
  say('0 worked, 1 refused, 0 failed');
  process.exit(1);
}
await using folder = await createTemporaryDirectory('browser', process.env);
const shots = process.env['PLIMSOLL_SHOTS'] ?? join(folder.path, 'shots');
await mkdir(shots, { recursive: true });
let worked = 0;
let failed = 0;
for (const [name, make] of Object.entries<() => Report>(REPORTS)) {
  if (!name.includes(part)) continue;
  const { result, options } = make();
  const page = renderReport(result, options);
  const milliseconds = Math.min(...[1, 2, 3].map(() => timed(() => renderReport(result, options))));
  const path = join(folder.path, `${fileName(name)}.html`);
  await writeFile(path, page);
  const found = await examine(browser, { name, address: pathToFileURL(path).href, shots });
  const size = Buffer.byteLength(page);
  const goldens = GOLDEN.filter(({ report }) => report === name);
  const differences = await Promise.all(
    goldens.map((golden) => compareGolden(browser, golden, { shots, accepts })),
  );
  const problems = [
    ...found.problems,
    ...budgetProblems(name, { size, milliseconds }),
    ...differences.flat(),
  ];
  say(
    `${problems.length === 0 ? 'worked' : 'failed'}  ${name}: ${result.judgement.verdict}, ${Math.round(size / 1000)} kB, rendered in ${Math.round(milliseconds)} ms, ${found.seen.join(', ')}`,
  );
  for (const problem of problems) say(`        ${problem}`);
  if (problems.length === 0) worked++;
  else failed++;
}
await browser.close();
say(`${worked} worked, 0 refused, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

/** CPU time of this process, ms: a busy machine is not the report's fault. */
function timed(work: () => unknown): number {
  const begun = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1000;
}

function budgetProblems(
  name: string,
  { size, milliseconds }: { size: number; milliseconds: number },
): string[] {
  const isHuge = name === '10,000 endpoints';
  const most = isHuge ? { bytes: 3_000_000, ms: 2000 } : { bytes: 500_000, ms: 1000 };
  return [
    ...(size > most.bytes ? [`${size} bytes, at most ${most.bytes} expected`] : []),
    ...(milliseconds > most.ms
      ? [`rendered in ${Math.round(milliseconds)} ms, at most ${most.ms} expected`]
      : []),
  ];
}

function fileName(name: string): string {
  return name.replaceAll(/[^a-z0-9]+/gu, '-');
}
