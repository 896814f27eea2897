import type { Comparison } from '../core/judgement.ts';
import { isObserved } from '../core/observe-plan.ts';
import type { Result, SideOrigin } from '../core/result.ts';
import { type Block, table } from './blocks.ts';
import { formatChange, formatMargin, formatResolution, formatSides } from './change.ts';
import { type Ink, MARKDOWN } from './ink.ts';
import { metricWord } from './metric-words.ts';
import { formatValue } from './numbers.ts';
import { otherSide } from './stored-words.ts';
import { codeCell } from './untrusted.ts';

/** Shown first, in this order; the rest is folded unless it is worse. */
const FIRST = ['p50', 'p95', 'errors', 'capacity', 'cpu', 'memory'];

export const runComparisons = ({ judgement }: Result): Comparison[] =>
  judgement.comparisons.filter(({ endpoint }) => endpoint === null);

/** Longer labels would squeeze the numbers. */
const LONGEST_TITLE = 24;

/** The rows that every reader wants, what servers say of themselves, and the rest. */
export function splitRun(result: Result): {
  first: Comparison[];
  rest: Comparison[];
  observed: Comparison[];
} {
  const all = runComparisons(result);
  const known = FIRST.flatMap((metric) => all.filter((one) => one.metric === metric));
  const worse = all.filter((one) => one.standing === 'worse' && !known.includes(one));
  const first = [...known, ...worse];
  const others = all.filter((one) => !first.includes(one));
  return {
    first,
    rest: others.filter(({ metric }) => !isObserved(metric)),
    observed: others.filter(({ metric }) => isObserved(metric)),
  };
}

export function runTable(comparisons: readonly Comparison[], result: Result): Block {
  const { provenance } = result;
  // Recordings are of many commits.
  const base = result.against?.kind === 'stored' ? '' : commitOf(provenance.base);
  const columns = [
    { title: '', align: 'l' },
    { title: `${otherSide(result)} ${base}`.trimEnd(), align: 'r' },
    { title: `head ${commitOf(provenance.head)}`.trimEnd(), align: 'r' },
    { title: 'change', align: 'r' },
    { title: 'could have seen', align: 'r' },
    { title: 'margin', align: 'r' },
  ] as const;
  return table(columns, comparisons.map(runRow));
}

function runRow(one: Comparison): string[] {
  const strong = one.standing === 'worse' ? MARKDOWN.strong : (text: string): string => text;
  return [
    strong(cell(metricWord(one.metric, MARKDOWN))),
    formatValue(one.base, one.unit),
    strong(formatValue(one.head, one.unit)),
    strong(formatChange(one)),
    formatResolution(one, one.resolution),
    one.margin === null || one.standing === 'shown' ? 'not gated' : formatMargin(one, one.margin),
  ];
}

/** The first rows in one line, for a pass. */
export const runEssence = (comparisons: readonly Comparison[]): string =>
  comparisons.map((one) => `${metricWord(one.metric, MARKDOWN)} ${formatSides(one)}`).join(' · ');

/** What head was measured to be, in one line, where there is nothing beside it. */
export const headEssence = (comparisons: readonly Comparison[], ink: Ink = MARKDOWN): string =>
  comparisons.map((one) => `${metricWord(one.metric, ink)} ${formatValue(one.head, one.unit)}`).join(' · ');

/** A name in running text is quoted for prose; inside a cell its pipes need a backslash too. */
export const cell = (markdown: string): string => markdown.replaceAll('|', '\\|');

/** Seven digits of a commit; a short label where there is none. Long ones are told in how it was measured. */
export function commitOf({ label, commit }: SideOrigin): string {
  const known = commit !== null && /^[0-9a-f]{40,64}$/u.test(commit);
  if (!known && label.length > LONGEST_TITLE) return '';
  return codeCell(known ? commit.slice(0, 7) : label);
}
