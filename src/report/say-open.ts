import type { Comparison } from '../core/judgement.ts';
import type { Result } from '../core/result.ts';
import { formatMargin, formatResolution, formatStep } from './change.ts';
import type { Findings } from './findings.ts';
import type { Headline } from './headline-text.ts';
import type { Ink } from './ink.ts';
import { subject } from './metric-words.ts';
import { formatSeconds, listed } from './numbers.ts';
import { sayRemedy } from './stored-words.ts';

interface Undecided {
  readonly result: Result;
  readonly findings: Findings;
  /** Windows in all that would settle it. */
  readonly windowsNeeded: number | null;
  readonly ink: Ink;
}

/** Says what could not be ruled out, and what would do it. */
export function sayOpen({ result, findings, windowsNeeded, ink }: Undecided): Headline {
  const [first, ...others] = findings.open;
  if (first === undefined) return { claim: 'Undecided.', rest: [remedy(result, windowsNeeded)] };
  const margin = `(margin ${formatMargin(first, first.margin)})`;
  const rest: string[] = [];
  if (others.length > 0) rest.push(`Also open: ${alsoOpen(others, ink)}.`);
  if (result.against?.kind === 'stored') rest.push(unseen(first, ink));
  rest.push(remedy(result, windowsNeeded));
  return { claim: `Could not rule out ${worstCase(first)} on ${subject(first, ink)} ${margin}.`, rest };
}

/** Against recordings it is the resolution that decides, not the time under load. */
const unseen = (open: Comparison, ink: Ink): string =>
  `A change below ${formatResolution(open, open.resolution)} on ${subject(open, ink)} could not have been seen.`;

function alsoOpen(others: readonly Comparison[], ink: Ink): string {
  const named = others.slice(0, 2).map((one) => `${subject(one, ink)} (up to ${worstCase(one)})`);
  return listed(named, others.length);
}

/** The end of the interval that lies on the bad side: the low one where less is worse. */
function worstCase(open: Comparison): string {
  const { change } = open;
  if (change === null) return 'a change';
  const worst = open.metric === 'throughput' || open.metric === 'capacity' ? change.low : change.high;
  return formatStep(open, worst, (change.high - change.low) / 2);
}

function remedy({ measurement, against }: Result, windowsNeeded: number | null): string {
  if (against?.kind === 'stored') return sayRemedy(against);
  const { windows, windowMs } = measurement;
  if (windowsNeeded === null || windowsNeeded <= windows) {
    return 'More load of this kind would hardly settle it; a wider margin would.';
  }
  const seconds = ((windowsNeeded - windows) * windowMs) / 1000;
  return `About ${formatSeconds(roundUp(seconds))} more load would probably settle it.`;
}

/** An estimate: to the next 10 s. */
const roundUp = (seconds: number): number => Math.ceil(seconds / 10) * 10;
