import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { markdownTable } from 'markdown-table';
import { FORMS, REFUSED } from './forms.ts';
import { hostileFiles } from './hostile-files.ts';
import type { PlanCase } from './plan-case.ts';
import { findJMeter } from './real-jmeter.ts';
import { remote } from './remote.ts';
import { sentences } from './sentences.ts';
import { readTemplates } from './templates.ts';
import type { Outcome, Trial } from './trial.ts';
import { tryPlan } from './try-plan.ts';

// `npm run test:jmeter [-- PART-OF-A-NAME] [--seconds N]`: plans, servers and broken files against a real JMeter, and a table of what became of each.

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seconds: { type: 'string', default: '40' } },
});
/** Two JMeters each: four are what a small machine can start in time. */
const AT_A_TIME = 2;
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const seconds = Number(values.seconds);

const installation = await findJMeter(say);
const plans = [...FORMS, await readShop(), ...(await readTemplates(installation)), ...REFUSED];
const all: readonly Trial[] = [
  ...plans.map((plan) => tryPlan(installation, plan, seconds)),
  ...remote(installation, seconds),
  ...sentences(installation),
  ...hostileFiles(),
];
const trials = all.filter(({ name }) => positionals.every((part) => name.includes(part)));
const outcomes = await tryAll(trials);
say(markdownTable([['what', 'outcome', 'with, or why'], ...trials.map(rowOf)]));
const count = (kind: Outcome['kind']): number => outcomes.filter((outcome) => outcome.kind === kind).length;
say(`${count('worked')} worked, ${count('refused')} refused, ${count('failed')} failed`);
process.exitCode = count('failed') > 0 ? 1 : 0;

async function tryAll(waiting: readonly Trial[]): Promise<readonly Outcome[]> {
  const done: Outcome[] = [];
  const queue = waiting.entries();
  const work = async (): Promise<void> => {
    for (const [index, trial] of queue) {
      const outcome = await trial.run().catch(
        (error: unknown): Outcome => ({
          kind: 'failed',
          remark: error instanceof Error ? error.message : String(error),
        }),
      );
      done[index] = outcome;
      say(`${outcome.kind.padEnd(8)} ${trial.name}${outcome.kind === 'failed' ? `: ${outcome.remark}` : ''}`);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  return done;
}

function rowOf({ name }: Trial, index: number): string[] {
  const { kind, remark } = outcomes[index] as Outcome;
  const plain = remark.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|');
  return [name, kind, plain.replaceAll(/\/\S*\/(?=[^/\s]+\.jmx\b)/g, '').slice(0, 200)];
}

/** The plan that this repository shows its users. */
async function readShop(): Promise<PlanCase> {
  const load = join(import.meta.dirname, '../../examples/shop/load');
  const read = (name: string): Promise<string> => readFile(join(load, name), 'utf8');
  return {
    name: "the bundled shop's own plan",
    files: { 'plan.jmx': await read('shop.jmx'), 'searches.csv': await read('searches.csv') },
    expected: 'worked',
  };
}
