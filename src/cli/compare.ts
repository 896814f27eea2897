import { writeFile } from 'node:fs/promises';
import { codeOfVerdict } from '../core/exit-code.ts';
import type { Result } from '../core/result.ts';
import { runCompare } from '../pipeline/compare.ts';
import { renderTerminal } from '../report/terminal.ts';
import type { Command } from './command.ts';
import { planRequest } from './request-plan.ts';

/** `plimsoll compare`: base and head of the repository we stand in, or two URLs. */
export const COMPARE: Command = {
  name: 'compare',
  summary: 'Compare this checkout with the branch it will be merged into.',
  settings: null,
  own: {},
  operands: [],
  async run(request, surroundings, terminal) {
    const { plan, settings, note } = await planRequest(request, surroundings);
    const result = addNote(await runCompare(plan, surroundings), note);
    terminal.print(renderTerminal(result, terminal));
    if (settings.json !== null) {
      await writeFile(settings.json, `${JSON.stringify(result)}\n`);
      terminal.print(`result: ${settings.json}`);
    }
    return codeOfVerdict(result.judgement.verdict, plan.inconclusive);
  },
};

/** First, as everywhere: rules that came from elsewhere are what a reader must know before the numbers. */
const addNote = (result: Result, note: string | null): Result =>
  note === null ? result : { ...result, notes: [note, ...result.notes] };
