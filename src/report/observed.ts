import type { Comparison } from '../core/judgement.ts';
import { isObserved } from '../core/observe-plan.ts';
import type { Result } from '../core/result.ts';
import { type Block, folded, paragraph } from './blocks.ts';
import { formatEstimate } from './change.ts';
import { sortFindings } from './findings.ts';
import { type Ink, MARKDOWN } from './ink.ts';
import { familyOf, subject } from './metric-words.ts';
import { listed } from './numbers.ts';
import { runTable, splitRun } from './run-table.ts';

/** Reasons named beside a regression; the table has them all. */
const NAMED = 3;
/** What a reader knows a slower version by, first. */
const LATENCIES = ['p95', 'p50', 'mean', 'p90', 'p99'];

/**
 * "p95 +38%; SQL time per request +41%": what servers say that was proven to grow together with what the requests saw. Empty where
 * neither or only one of them moved.
 */
export function sayObserved(result: Result, ink: Ink): string {
  const worst = leadOf(result);
  const moved = movedWithIt(result);
  if (worst === undefined || moved.length === 0) return '';
  const named = moved.slice(0, NAMED).map((one) => `${subject(one, ink)} ${formatEstimate(one)}`);
  return `What the servers say: ${subject(worst, ink)} ${formatEstimate(worst)}; ${listed(named, moved.length)}.`;
}

export function observedLine(result: Result): Block[] {
  const line = sayObserved(result, MARKDOWN);
  return line === '' ? [] : [paragraph(line)];
}

/** Every number of the servers, folded away. */
export function observedSection(result: Result): readonly Block[] {
  const { observed } = splitRun(result);
  return observed.length === 0
    ? []
    : folded(`What the servers say: ${observed.length}`, [runTable(observed, result)]);
}

/** The latency of the run that was proven worse, or of the endpoint that suffered most; else whatever is gravest. */
function leadOf({ judgement }: Result): Comparison | undefined {
  if (judgement.reason.kind !== 'worse') return undefined;
  const worse = sortFindings(judgement).worse.filter(({ metric }) => !isObserved(metric));
  const latencies = worse.filter(({ metric }) => familyOf(metric) === 'latency');
  const run = LATENCIES.flatMap((metric) =>
    latencies.filter((one) => one.metric === metric && one.endpoint === null),
  );
  return run[0] ?? latencies[0] ?? worse[0];
}

function movedWithIt({ judgement }: Result): Comparison[] {
  return judgement.comparisons
    .filter(({ metric }) => isObserved(metric))
    .filter(({ metric, standing }) => standing === 'worse' || judgement.moved?.includes(metric) === true)
    .toSorted(bySize);
}

/** Shares of the value before, so that units do not matter. */
const bySize = (a: Comparison, b: Comparison): number => sizeOf(b) - sizeOf(a);

function sizeOf({ kind, change, base }: Comparison): number {
  const size = Math.abs(change?.estimate ?? 0);
  if (kind === 'ratio') return size;
  return base !== null && base > 0 ? size / base : size === 0 ? 0 : Number.MAX_VALUE;
}
