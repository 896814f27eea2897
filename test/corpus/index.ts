import { markdownTable } from 'markdown-table';
import { locateK6 } from '../../src/engines/k6/locate.ts';
import { createTemporaryDirectory } from '../../src/system/temporary.ts';
import { FORMS } from './forms.ts';
import { fetchExamples } from './k6-examples.ts';
import { countSides } from './right-side.ts';
import type { CorpusScript } from './script.ts';
import { writeSidedK6 } from './side-addresses.ts';
import { type K6, type Outcome, tryScript } from './try-script.ts';

// `npm run test:corpus [-- PART-OF-A-NAME]`: every script of the corpus against real k6, and a table of what became of it.

const AT_A_TIME = 2;
const [part = ''] = process.argv.slice(2);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

await using folder = await createTemporaryDirectory('corpus-k6', process.env);
const wish = { path: process.env['PLIMSOLL_K6'] ?? '', version: '2.2.0', sha256: '' };
const found = await locateK6(wish, process.env, say, new AbortController().signal);
const k6 = { path: await writeSidedK6(folder.path, found.path), version: found.version };
const scripts = [...FORMS, ...(await fetchExamples())].filter(({ name }) => name.includes(part));
const outcomes = await tryAll(scripts, k6);
say(renderTable(scripts, outcomes));

const wrongSides = part === '' ? await countWrongSides(found) : 0;
const count = (kind: Outcome['kind']): number => outcomes.filter((outcome) => outcome.kind === kind).length;
const mended = outcomes.filter((outcome) => outcome.kind === 'refused' && outcome.mended).length;
say(
  `Of those refused, ${mended} work once they read their target from the environment, as the refusal advises.`,
);
say(`${count('worked')} worked, ${count('refused')} refused, ${count('failed')} failed`);
process.exitCode = count('failed') + wrongSides > 0 ? 1 : 0;

async function tryAll(all: readonly CorpusScript[], with6: K6): Promise<readonly Outcome[]> {
  const done: Outcome[] = [];
  const waiting = all.entries();
  const work = async (): Promise<void> => {
    for (const [index, script] of waiting) {
      const outcome = judge(script, await tryScript(script, with6));
      done[index] = outcome;
      say(
        `${outcome.kind.padEnd(8)} ${script.name}${outcome.kind === 'failed' ? `: ${outcome.reason}` : ''}`,
      );
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  return done;
}

/** A form whose outcome is known fails with any other. */
function judge({ expected }: CorpusScript, outcome: Outcome): Outcome {
  const isExpected =
    expected === null ||
    outcome.kind === 'failed' ||
    (expected === 'worked'
      ? outcome.kind === 'worked'
      : outcome.kind === 'refused' && expected.test(outcome.reason));
  if (isExpected) return outcome;
  const became = outcome.kind === 'refused' ? `refused: ${outcome.reason}` : 'worked';
  return { kind: 'failed', reason: `expected ${expected}, but it ${became}` };
}

function renderTable(all: readonly CorpusScript[], done: readonly Outcome[]): string {
  const rows = all.map(({ name }, index) => {
    const outcome = done[index] as Outcome;
    const remark = outcome.kind === 'worked' ? outcome.with : outcome.reason;
    return [
      name,
      outcome.kind,
      remark
        .replaceAll('|', '\\|')
        .replaceAll(/\S*plimsoll-\S*\//g, '')
        .replaceAll(/\/\S*\/(?=[^/]+\.[jt]s\b)/g, ''),
    ];
  });
  return markdownTable([['script', 'outcome', 'with, or why'], ...rows]);
}

async function countWrongSides(with6: K6): Promise<number> {
  const sides = await countSides(with6, 60);
  const wrong = sides.reduce((sum, side) => sum + side.wrong, 0);
  const right = sides.reduce((sum, side) => sum + side.right, 0);
  say(
    `60 s with think time, long iterations and batches: ${right} requests at the right side, ${wrong} at the wrong one.`,
  );
  return wrong;
}
