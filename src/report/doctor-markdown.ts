import type { Diagnosis, Examination } from '../core/doctor/diagnosis.ts';
import { type Block, fitBlocks, list, paragraph, table } from './blocks.ts';
import { examinedRows, type Rows, resolutionRows, startRows } from './doctor-tables.ts';
import {
  sayAlarms,
  sayAllowance,
  sayLoad,
  sayOrder,
  sayRange,
  sayStarts,
  sayVerdicts,
} from './doctor-words.ts';
import { MARKDOWN } from './ink.ts';
import { count, formatBytes, formatMs, formatSeconds, formatValue, plain } from './numbers.ts';
import { cell, commitOf } from './run-table.ts';

/** An examination as a page that others can cite. `date` is the day it was made, as the reader shall see it. */
export function renderDoctorMarkdown(examination: Examination, date: string): string {
  const { diagnosis, failures, notes } = examination;
  const blocks = [
    paragraph('# Base against base'),
    paragraph(
      `${date}, \`plimsoll doctor\`: the same build on both sides, ${count(diagnosis.runs.length, 'time')}. What differs here is chance, or this machine.`,
    ),
    paragraph(`**${sayAlarms(diagnosis)}** ${sayVerdicts(examination)}`),
    ...remarks(failures.map(({ run, message }) => `Run ${run}: ${message}`)),
    ...remarks(notes),
    paragraph('## Starts'),
    ...section(startRows(diagnosis, MARKDOWN), [0]),
    paragraph(sayOrder(diagnosis)),
    paragraph(sayAllowance(diagnosis)),
    paragraph('## Resolution'),
    paragraph(
      'The smallest change that four of five such runs find, at the moment of the verdict: the median over the runs, and from where to where it went. Of the endpoints the one that is seen worst.',
    ),
    ...section(resolutionRows(diagnosis, MARKDOWN), [0, 5]),
    paragraph('## Runs'),
    paragraph(sayLoad(diagnosis)),
    ...section(examinedRows(diagnosis, MARKDOWN), [1, 7]),
    paragraph('## Conditions'),
    list(conditionLines(diagnosis)),
  ];
  return fitBlocks(blocks, { most: Number.POSITIVE_INFINITY, measure: ({ length }) => length });
}

const remarks = (sentences: readonly string[]): Block[] =>
  sentences.length === 0 ? [] : [list(sentences.map(MARKDOWN.remark))];

function section([head = [], ...rows]: Rows, left: readonly number[]): Block[] {
  if (rows.length === 0) return [];
  const columns = head.map((title, at) => ({ title, align: left.includes(at) ? 'l' : 'r' }) as const);
  return [
    table(
      columns,
      rows.map((row) => row.map(cell)),
    ),
  ];
}

const RATE_SOURCES = { set: 'as set', default: 'the default', measured: 'from what base sustains' } as const;

function conditionLines({ provenance, load, allowance, alarms }: Diagnosis): string[] {
  const { machine, engine, script, base, head } = provenance;
  const name = MARKDOWN.name;
  const windows = sayRange(load.windowMs, (ms) => `${plain(ms / 1000)} s`);
  return [
    `Machine: ${name(machine.cpu)}, ${count(machine.cores, 'core')}, ${formatBytes(machine.memoryBytes)}, ${name(machine.system)}`,
    `Build: base ${commitOf(base) || name(base.label)}, head ${name(head.label)}`,
    `Engine: ${name(`${engine.name} ${engine.version}`)}, script ${name(script.path)}, SHA-256 ${name(script.hash.slice(0, 16))}`,
    `Load: ${formatValue(load.rate, 'none')} iterations/s (${RATE_SOURCES[load.rateSource]}), ${sayRange(load.requestsPerSecond, (rate) => formatValue(rate, 'none'))} requests/s seen while a side had the load, ${formatSeconds(load.budgetSeconds)} at most`,
    `Schedule: windows of ${windows} in slots of ${sayRange(load.slotMs, formatMs)}, ${sayStarts(load.starts)} of both sides until the verdict`,
    `Rules: an allowance of ${sayRange(allowance.used, (delta) => `${plain(100 * delta)}%`)}, false alarms at most ${plain(100 * alarms.promised)}%`,
    `Plimsoll ${name(provenance.plimsoll)}`,
  ];
}
