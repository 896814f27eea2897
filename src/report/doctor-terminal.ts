import type { Examination } from '../core/doctor/diagnosis.ts';
import { type Rows, resolutionRows, startRows } from './doctor-tables.ts';
import { sayAlarms, sayAllowance, sayLoad, sayOrder, sayVerdicts } from './doctor-words.ts';
import { PLAIN } from './ink.ts';
import type { TerminalOptions } from './terminal.ts';
import { layOut, wrap } from './text-table.ts';

/** Columns for which 80 characters are wide enough; the file has the rest. */
const [START_COLUMNS, RESOLUTION_COLUMNS] = [4, 5];

/** An examination for a terminal: what matters of the file, in plain, aligned text. */
export function renderDoctor(examination: Examination, { width }: TerminalOptions): string {
  const { diagnosis, failures, notes } = examination;
  const table = (rows: Rows, columns: number): string[] => {
    const shown = rows.map((row) => row.slice(0, columns));
    return rows.length < 2 ? [] : layOut({ rows: shown, left: [0], width, emphasise: (line) => line });
  };
  const sentences = (all: readonly string[]): string[] => all.flatMap((sentence) => wrap(sentence, width));
  return [
    sentences([sayAlarms(diagnosis), sayVerdicts(examination)]),
    sentences(failures.map(({ run, message }) => PLAIN.remark(`Run ${run}: ${message}`))),
    table(startRows(diagnosis, PLAIN), START_COLUMNS),
    sentences([sayOrder(diagnosis), sayAllowance(diagnosis)]),
    table(resolutionRows(diagnosis, PLAIN), RESOLUTION_COLUMNS),
    sentences([sayLoad(diagnosis)]),
    sentences(notes.map(PLAIN.remark)),
  ]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}
