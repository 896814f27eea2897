import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { codeOfVerdict } from '../core/exit-code.ts';
import type { Plan } from '../core/plan.ts';
import type { Result } from '../core/result.ts';
import { runCompare } from '../pipeline/compare.ts';
import { compareResults, type ResultsPlan } from '../pipeline/compare-results.ts';
import { renderAs } from '../report/formats.ts';
import { renderTerminal } from '../report/terminal.ts';
import type { Settings } from '../settings/read.ts';
import type { Command } from './command.ts';
import { planRequest } from './request-plan.ts';

/** `plimsoll compare`: base and head of the repository we stand in, two URLs, or two finished runs. */
export const COMPARE: Command = {
  name: 'compare',
  summary: 'Compare this checkout with the branch it will be merged into.',
  settings: null,
  own: {},
  operands: [],
  async run(request, surroundings, terminal) {
    const { plan, settings, note } = await planRequest(request, surroundings);
    const files = finishedRuns(settings, plan);
    const compared = await terminal.grouped('Measuring', () =>
      files === null ? runCompare(plan, surroundings) : compareResults(files, surroundings),
    );
    const result = addNote(compared, note);
    terminal.print(renderTerminal(result, terminal));
    if (settings.json !== null) {
      await writeFile(settings.json, `${JSON.stringify(result)}\n`);
      terminal.print(`result: ${settings.json}`);
    }
    for (const format of ['html', 'junit'] as const) {
      const path = settings[format];
      if (path === null) continue;
      await writeFile(path, renderAs(format, [{ name: 'plimsoll', result }], terminal));
      terminal.print(`report: ${path}`);
    }
    return codeOfVerdict(result.judgement.verdict, plan.inconclusive);
  },
};

/** The same two files give the same verdict, whenever it is asked for. */
const SEED = 'finished runs';

/** Null where versions are to be run. */
function finishedRuns(settings: Settings, { policy, delta }: Plan): ResultsPlan | null {
  const base = settings['base-results'];
  const head = settings['head-results'];
  if (base === null || head === null) return null;
  return { base: resolve(base), head: resolve(head), policy, delta, seed: settings.seed ?? SEED };
}

/** First, as everywhere: rules that came from elsewhere are what a reader must know before the numbers. */
const addNote = (result: Result, note: string | null): Result =>
  note === null ? result : { ...result, notes: [note, ...result.notes] };
