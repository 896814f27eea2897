import type { Comparison, Judgement } from '../core/judgement.ts';
import { formatEstimate, formatInterval, formatMargin, formatResolution } from './change.ts';
import type { Findings } from './findings.ts';
import type { Headline } from './headline-text.ts';
import type { Ink } from './ink.ts';
import { familyOf, subject } from './metric-words.ts';
import { listed } from './numbers.ts';

/** Excluded comparisons named in the first lines. */
const NAMED = 3;

export function sayHeld(judgement: Judgement, findings: Findings, ink: Ink): Headline {
  const shown = leading(judgement);
  const [gain] = findings.better;
  const rest: string[] = [];
  if (gain !== undefined) rest.push(`(95% interval ${formatInterval(gain)}).`);
  rest.push(wouldHaveSeen(shown, ink));
  rest.push(...excluded(findings.unresolvable, ink));
  return {
    claim: gain === undefined ? sayNoSlower(shown, ink) : sayBetter(gain, ink),
    rest: rest.filter((sentence) => sentence !== ''),
  };
}

/** p50 and p95 of the run, or what else was held if neither was. */
function leading({ comparisons }: Judgement): Comparison[] {
  const held = comparisons.filter(
    ({ standing, change, resolution }) =>
      (standing === 'held' || standing === 'better') && change !== null && resolution !== null,
  );
  const latency = held.filter(
    ({ metric, endpoint }) => endpoint === null && (metric === 'p50' || metric === 'p95'),
  );
  return latency.length > 0 ? latency : held.slice(0, 2);
}

function sayNoSlower(shown: readonly Comparison[], ink: Ink): string {
  const claim = shown.some(({ metric }) => familyOf(metric) === 'latency') ? 'No slower' : 'No worse';
  const facts = shown.map((one) => `${subject(one, ink)} ${formatEstimate(one)}`);
  return facts.length === 0 ? `${claim}.` : `${claim}: ${facts.join(', ')}.`;
}

function sayBetter(gain: Comparison, ink: Ink): string {
  const claim = familyOf(gain.metric) === 'latency' ? 'Faster' : 'Better';
  return `${claim}: ${subject(gain, ink)} ${formatEstimate(gain)}`;
}

/** A pass is only worth what the run could have seen. */
function wouldHaveSeen(shown: readonly Comparison[], ink: Ink): string {
  const bounds = shown.map((one) => `${formatResolution(one, one.resolution)} on ${subject(one, ink)}`);
  return bounds.length === 0 ? '' : `A change above ${bounds.join(' or ')} would have been seen.`;
}

function excluded(unresolvable: readonly Comparison[], ink: Ink): string[] {
  if (unresolvable.length === 0) return [];
  const named = unresolvable
    .slice(0, NAMED)
    .map((one) => `${subject(one, ink)}, too noisy for its margin of ${formatMargin(one, one.margin)}`);
  return [`Not part of this pass: ${listed(named, unresolvable.length)}.`];
}
