import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { DONE } from '../core/exit-code.ts';
import { runSweep } from '../pipeline/sweep.ts';
import { renderSweepSvg } from '../report/sweep-svg.ts';
import { renderSweep } from '../report/sweep-terminal.ts';
import type { SettingKey } from '../settings/definitions.ts';
import { FLAG_KEYS } from '../settings/flag-help.ts';
import type { Command } from './command.ts';
import { planRequest } from './request-plan.ts';
import { readWish } from './sweep-wish.ts';

/** One commit under several settings: nothing is compared with a base, and no verdict decides over anything. */
const LEFT_OUT: readonly SettingKey[] = [
  ...(['base-results', 'head-results', 'base', 'base-url', 'head-url', 'url'] as const),
  ...(['inconclusive', 'against', 'baseline', 'baseline-runs', 'comparable-when'] as const),
  ...(['record-budget', 'service', 'capacity', 'growth'] as const),
];

/** `plimsoll sweep`: which values of the settings pay. */
export const SWEEP: Command = {
  name: 'sweep',
  summary: 'Run this checkout under several settings at once: which values pay.',
  settings: FLAG_KEYS.filter((key) => !LEFT_OUT.includes(key)),
  own: {
    vary: {
      placeholder: 'SETTING=VALUE,...',
      means:
        "A setting and values to try beside today's: env.NAME for a variable of the service, file:PATH#/POINTER for a place in a file.",
      byDefault: 'none; at least one must be given',
      repeats: true,
    },
    design: {
      placeholder: 'WHICH',
      means: 'all runs every combination of values, one-at-a-time changes one setting at a time.',
      byDefault: 'all where that is at most 8 variants',
    },
    growth: {
      placeholder: 'BOOLEAN',
      means:
        'Tries the variants at 0.5 to 3 times expected-rate, instead of comparing them at a fixed rate: which values stall first.',
      byDefault: 'a fixed rate',
      bare: 'true',
    },
    svg: { placeholder: 'FILE', means: 'File to draw what was found in, as SVG.', byDefault: 'none' },
  },
  operands: [],
  async run({ flags, own }, surroundings, terminal) {
    const { plan, settings, note } = await planRequest({ flags: { ...flags, base: ['HEAD'] } }, surroundings);
    const wish = readWish(own, settings['expected-rate']);
    const found = await runSweep(plan, wish, surroundings);
    const result = note === null ? found : { ...found, notes: [note, ...found.notes] };
    terminal.clear();
    terminal.print(`\n${renderSweep(result, terminal)}\n`);
    if (settings.json !== null) {
      await writeFile(settings.json, `${JSON.stringify(result)}\n`);
      terminal.print(`result: ${settings.json}`);
    }
    if (own['svg'] !== undefined) {
      await writeFile(resolve(own['svg']), renderSweepSvg(result));
      terminal.print(`picture: ${own['svg']}`);
    }
    return DONE;
  },
};
