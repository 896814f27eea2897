import type { Comparison, LimitFinding } from '../core/judgement.ts';
import type { Result } from '../core/result.ts';
import { formatChange, formatResolution } from './change.ts';
import { wordFor } from './endpoint-tables.ts';
import { writeHeadline } from './headline.ts';
import { isoSecond } from './history-date.ts';
import { PLAIN } from './ink.ts';
import { limitWord } from './limit-tables.ts';
import { metricWord } from './metric-words.ts';
import { formatBound, formatValue } from './numbers.ts';
import { escapeXml } from './xml.ts';

/** A result and the name under which it is told from others. */
export interface NamedResult {
  readonly name: string;
  readonly result: Result;
}

/** How a test case ended; a skipped one neither passed nor failed. */
type End = { readonly kind: 'passed' } | { readonly kind: 'failed' | 'skipped'; readonly why: string };

interface TestCase {
  readonly group: string;
  readonly name: string;
  readonly end: End;
  /** For those who want the numbers of what passed as well. */
  readonly says: string;
}

/** Results as JUnit XML: a suite each, with a case for the verdict, each comparison and each limit. */
export function renderJunit(results: readonly NamedResult[]): string {
  const suites = results.map(suiteOf);
  const all = suites.flatMap(({ cases }) => cases);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="Plimsoll"${totals(all)}>`,
    ...suites.flatMap(writeSuite),
    '</testsuites>\n',
  ].join('\n');
}

interface Suite extends NamedResult {
  readonly cases: readonly TestCase[];
}

function suiteOf({ name, result }: NamedResult): Suite {
  const { comparisons, limits } = result.judgement;
  return { name, result, cases: [verdictOf(result), ...comparisons.map(compared), ...limits.map(limited)] };
}

function verdictOf(result: Result): TestCase {
  const { verdict } = result.judgement;
  const says = writeHeadline(result, PLAIN);
  const kind = { pass: 'passed', fail: 'failed', inconclusive: 'skipped' } as const;
  return { group: 'run', name: 'verdict', end: { kind: kind[verdict], why: says }, says };
}

function compared(one: Comparison): TestCase {
  const { base, head, unit, resolution } = one;
  const values = `base ${formatValue(base, unit)}, head ${formatValue(head, unit)}`;
  const says = `${values}, change ${formatChange(one)}, could have seen ${formatResolution(one, resolution)}`;
  return { group: groupOf(one), name: metricWord(one.metric, PLAIN), end: endOf(one, says), says };
}

/** What was not decided has not passed, and what gates nothing has not been asked. */
function endOf(one: Comparison, says: string): End {
  switch (one.standing) {
    case 'worse':
      return { kind: 'failed', why: `${wordFor(one)}: ${says}` };
    case 'held':
    case 'better':
      return { kind: 'passed' };
    case 'open':
    case 'unresolvable':
    case 'shown':
    case 'sparse':
      return { kind: 'skipped', why: wordFor(one) };
  }
}

function limited(limit: LimitFinding): TestCase {
  const { metric, most, head, low, unit, breached } = limit;
  const says = `${limitWord(limit)}: at most ${formatBound(most, unit)}, head ${formatValue(head, unit)}, at least ${formatValue(low, unit)} at 95% confidence`;
  return {
    group: groupOf(limit),
    name: `limit of ${metricWord(metric, PLAIN)}`,
    end: breached ? { kind: 'failed', why: says } : { kind: 'passed' },
    says,
  };
}

const groupOf = ({ endpoint }: Pick<Comparison, 'endpoint'>): string =>
  endpoint === null ? 'run' : PLAIN.name(endpoint);

function writeSuite({ name, result, cases }: Suite): string[] {
  const { measurement, provenance } = result;
  const seconds = (measurement.windows * measurement.windowMs) / 1000;
  const when = `time="${seconds.toFixed(3)}" timestamp="${isoSecond(provenance.startedAt)}"`;
  return [
    `  <testsuite name="${escapeXml(PLAIN.name(name))}"${totals(cases)} errors="0" ${when}>`,
    ...cases.map(writeCase),
    '  </testsuite>',
  ];
}

function writeCase({ group, name, end, says }: TestCase): string {
  const head = `    <testcase classname="${escapeXml(group)}" name="${escapeXml(name)}" time="0"`;
  switch (end.kind) {
    case 'passed':
      return `${head}><system-out>${escapeXml(says)}</system-out></testcase>`;
    case 'skipped':
      return `${head}><skipped message="${escapeXml(end.why)}"/><system-out>${escapeXml(says)}</system-out></testcase>`;
    case 'failed':
      return `${head}><failure type="worse" message="${escapeXml(end.why)}">${escapeXml(says)}</failure></testcase>`;
  }
}

function totals(cases: readonly TestCase[]): string {
  const many = (kind: End['kind']): number => cases.filter(({ end }) => end.kind === kind).length;
  return ` tests="${cases.length}" failures="${many('failed')}" skipped="${many('skipped')}"`;
}
