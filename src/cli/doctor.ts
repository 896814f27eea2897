import { constants } from 'node:fs';
import { access, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { DONE } from '../core/exit-code.ts';
import { settingsFailure } from '../core/failure.ts';
import type { Progress } from '../core/progress.ts';
import { runDoctor } from '../pipeline/doctor.ts';
import type { DoctorSpan } from '../pipeline/doctor-runs.ts';
import { renderDoctorMarkdown } from '../report/doctor-markdown.ts';
import { renderDoctor } from '../report/doctor-terminal.ts';
import { duration } from '../settings/amount.ts';
import type { SettingKey } from '../settings/definitions.ts';
import { FLAG_KEYS } from '../settings/flag-help.ts';
import { now } from '../system/clock.ts';
import type { Command, Request } from './command.ts';
import { planRequest } from './request-plan.ts';
import type { Terminal } from './terminal.ts';

const RUNS = 5;
const OUT = 'plimsoll-doctor.md';
/** Both sides are this checkout, the files are the doctor's own, no baseline is read, and no verdict decides over anything. */
const LEFT_OUT: readonly SettingKey[] = [
  ...(['base-results', 'head-results'] as const),
  ...(['base', 'json', 'html', 'junit', 'inconclusive', 'against', 'baseline'] as const),
  ...(['baseline-runs', 'comparable-when', 'record-budget', 'service'] as const),
];

/** `plimsoll doctor`: what this machine makes of two equal versions. */
export const DOCTOR: Command = {
  name: 'doctor',
  summary: 'Compare this checkout with itself: what this machine makes of it.',
  settings: FLAG_KEYS.filter((key) => !LEFT_OUT.includes(key)),
  own: {
    runs: {
      placeholder: 'N',
      means: 'Comparisons to make, from 1 to 1000.',
      byDefault: `${RUNS}, or as many as --for allows`,
    },
    for: {
      placeholder: 'TIME',
      means:
        'Time to spend, from 1m to 1440m; no comparison begins that would not end in it, but for the first.',
      byDefault: 'as long as --runs takes',
    },
    out: {
      placeholder: 'FILE',
      means: 'Markdown file to write what was found to; the same as JSON goes beside it.',
      byDefault: OUT,
    },
  },
  operands: [],
  async run({ flags, own }, surroundings, terminal) {
    const span = readSpan(own);
    const out = resolve(own['out'] ?? OUT);
    await requireFolder(out);
    const { plan, note } = await planRequest({ flags: { ...flags, base: ['HEAD'] } }, surroundings);
    const startedAt = now();
    const found = await runDoctor(plan, span, { ...surroundings, progress: liveOnly(terminal) });
    const examination = note === null ? found : { ...found, notes: [note, ...found.notes] };
    terminal.clear();
    terminal.print(`\n${renderDoctor(examination, terminal)}\n`);
    const date = new Date(startedAt).toISOString().slice(0, 10);
    await writeFile(out, renderDoctorMarkdown(examination, date));
    await writeFile(besides(out), `${JSON.stringify(examination, null, 2)}\n`);
    terminal.print(`written: ${out} and ${besides(out)}`);
    // An alarm is what was asked for, not a regression: a red job would only say that the question was answered.
    return DONE;
  },
};

const MINUTE_MS = 60_000;
const TIME = 'a duration from 1m to 1440m, such as 30m';

function readSpan(own: Request['own']): DoctorSpan {
  const { runs, for: time } = own;
  if (runs !== undefined && !/^(?:[1-9]\d{0,2}|1000)$/.test(runs)) {
    throw refused('runs', runs, 'a whole number from 1 to 1000');
  }
  const byTime = time === undefined ? RUNS : Number.POSITIVE_INFINITY;
  return {
    runs: runs === undefined ? byTime : Number(runs),
    budgetMs: time === undefined ? Number.POSITIVE_INFINITY : readTime(time),
  };
}

function readTime(text: string): number {
  const bounds = { least: MINUTE_MS, most: 1440 * MINUTE_MS, expected: TIME };
  const reading = duration(bounds).read(text.trim());
  if (reading.kind === 'expected') throw refused('for', text, reading.expected);
  return reading.value;
}

const refused = (flag: string, received: string, expected: string) =>
  settingsFailure(
    `flag --${flag}: received ${JSON.stringify(received)}, expected ${expected}`,
    'Correct it and run again; plimsoll --help lists commands and flags.',
  );

/** Found out before half an hour has been spent. */
async function requireFolder(out: string): Promise<void> {
  try {
    await access(dirname(out), constants.W_OK);
  } catch (cause) {
    throw settingsFailure(
      `flag --out: ${JSON.stringify(out)} cannot be written to`,
      'Name a file in a folder that exists and that you may write to.',
      cause,
    );
  }
}

/** Looks would be lines that stay, one run's as good as the next's: only the live line is shown, and each run's own. */
const liveOnly =
  (terminal: Terminal) =>
  (progress: Progress): void => {
    const isOver = progress.look !== null && progress.look.decision !== 'go on';
    if (isOver) terminal.clear();
    else terminal.progress({ ...progress, look: null });
  };

const besides = (out: string): string => `${out.replace(/\.(?:md|markdown)$/i, '')}.json`;
