import type { Result } from '../core/result.ts';
import { backlogLines } from './backlog.ts';
import { backlogBlocks } from './backlog-tables.ts';
import { type Block, folded, list, paragraph } from './blocks.ts';
import { capacityLines } from './capacity.ts';
import { configurationLines } from './configuration.ts';
import { configurationBlocks } from './configuration-tables.ts';
import { sayDecision } from './decision.ts';
import { allEndpointsTable, movedTable } from './endpoint-tables.ts';
import { sortFindings } from './findings.ts';
import { dashboardBlocks } from './grafana-words.ts';
import { growthBlocks, growthLines } from './growth.ts';
import { writeHeadline } from './headline.ts';
import { MARKDOWN } from './ink.ts';
import { limitTable, thresholdLines, thresholdTable } from './limit-tables.ts';
import { methodLines } from './method.ts';
import { count } from './numbers.ts';
import { observedLine, observedSection } from './observed.ts';
import { headEssence, runEssence, runTable, splitRun } from './run-table.ts';
import { isPlainAddress } from './untrusted.ts';

/** Rows that a reader meets before anything is unfolded. */
const ROWS_SHOWN = 10;

/** Whether tables of endpoints stand open. */
export interface Layout {
  readonly unfolded: boolean;
  readonly reportUrl?: string | undefined;
}

/** A report in Markdown, most important first. */
export function reportBlocks(result: Result, layout: Layout): readonly Block[] {
  const headline = paragraph(writeHeadline(result, MARKDOWN));
  const tail = [...methodSection(result), ...dashboardBlocks(result), ...linkTo(layout.reportUrl)];
  const decision = paragraph(sayDecision(result).join(' '));
  if (result.judgement.reason.kind === 'no baseline') {
    return [
      headline,
      paragraph(headEssence(splitRun(result).first)),
      ...noteSection(result),
      decision,
      ...limitSections(result),
      ...tail,
    ];
  }
  if (result.judgement.verdict !== 'pass') {
    return [
      headline,
      ...observedLine(result),
      ...runSection(result),
      ...brokenSection(result),
      ...movedSection(result),
      ...beyondSection(result),
      ...noteSection(result),
      decision,
      ...restSection(result),
      ...observedSection(result),
      ...growthBlocks(result),
      ...configurationBlocks(result),
      ...limitSections(result),
      ...endpointSection(result, layout),
      ...tail,
    ];
  }
  const { first, rest } = splitRun(result);
  const run = first.length + rest.length === 0 ? [] : [runTable([...first, ...rest], result)];
  return [
    headline,
    ...(first.length === 0 ? [] : [paragraph(runEssence(first))]),
    ...beyondSection(result),
    ...noteSection(result),
    ...folded('The numbers, and how they were judged', [...run, decision]),
    ...observedSection(result),
    ...growthBlocks(result),
    ...configurationBlocks(result),
    ...limitSections(result),
    ...endpointSection(result, layout),
    ...tail,
  ];
}

function runSection(result: Result): Block[] {
  const { first } = splitRun(result);
  return first.length === 0 ? [] : [runTable(first, result)];
}

/** What was measured beyond the fixed rate, a sentence each. */
function beyondSection(result: Result): Block[] {
  const lines = [
    ...configurationLines(result, MARKDOWN),
    ...backlogLines(result, MARKDOWN),
    ...capacityLines(result),
    ...growthLines(result),
  ];
  return [...(lines.length === 0 ? [] : [list(lines)]), ...backlogBlocks(result)];
}

function restSection(result: Result): readonly Block[] {
  const { rest } = splitRun(result);
  return rest.length === 0
    ? []
    : folded(`${count(rest.length, 'more metric')} of the run`, [runTable(rest, result)]);
}

/** What was proven to move; where nothing was decided, what stays open. */
function movedSection(result: Result): readonly Block[] {
  const { judgement } = result;
  const { worse, better, open } = sortFindings(judgement);
  const undecided = judgement.verdict === 'inconclusive' ? open : [];
  const rows = [...worse, ...undecided, ...better].filter(({ endpoint }) => endpoint !== null);
  if (rows.length === 0) return [];
  const hidden = rows.slice(ROWS_SHOWN);
  return [
    movedTable(rows.slice(0, ROWS_SHOWN), result),
    ...(hidden.length === 0
      ? []
      : folded(`${hidden.length} more of these, worst first`, [movedTable(hidden, result)])),
  ];
}

function endpointSection(result: Result, { unfolded }: Layout): readonly Block[] {
  const findings = sortFindings(result.judgement);
  const many = findings.endpoints.length;
  if (many === 0) return [];
  const quiet = findings.quiet.length;
  const unseen = quiet === 0 ? '' : `, no change seen on ${quiet}`;
  const title = `All ${count(many, 'endpoint')}${unseen}`;
  const body = allEndpointsTable(result, findings);
  return unfolded ? [paragraph(`### ${title}`), body] : folded(title, [body]);
}

function limitSections({ judgement, measurement }: Result): readonly Block[] {
  const thresholds = thresholdLines(measurement);
  const broken = judgement.limits.filter(({ breached }) => breached).length;
  const brokenThresholds = thresholds.filter(({ head }) => head === false).length;
  const limits = judgement.limits.length === 0 ? [] : [limitTable(judgement.limits)];
  const lines = thresholds.length === 0 ? [] : [thresholdTable(thresholds)];
  const all = judgement.limits.length + thresholds.length;
  return all === 0
    ? []
    : folded(`Limits and thresholds: ${all}, broken on head: ${broken + brokenThresholds}`, [
        ...limits,
        ...lines,
      ]);
}

/** Broken limits stand open; all of them fold away further down. */
function brokenSection({ judgement }: Result): Block[] {
  const broken = judgement.limits.filter(({ breached }) => breached);
  return broken.length === 0 ? [] : [limitTable(broken)];
}

function noteSection({ notes, measurement }: Result): Block[] {
  const broken = thresholdLines(measurement).filter(({ base, head }) => head === false && base !== false);
  const items = [
    ...notes.map((note) => MARKDOWN.remark(note)),
    ...broken.map(
      ({ metric, condition }) =>
        `Only head breaks the script's own threshold ${MARKDOWN.name(metric)}: ${MARKDOWN.name(condition)}`,
    ),
  ];
  return items.length === 0 ? [] : [list(items)];
}

const methodSection = (result: Result): readonly Block[] =>
  folded('How this was measured', [
    // Short, and never the part to leave out.
    paragraph(
      methodLines(result, MARKDOWN)
        .map((line) => `- ${line}`)
        .join('\n'),
    ),
  ]);

/** The address is ours; one that could not be is left out rather than repaired. */
function linkTo(url: string | undefined): Block[] {
  if (url === undefined || !isPlainAddress(url)) return [];
  return [paragraph(`[Full report](${url})`)];
}
