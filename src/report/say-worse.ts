import type { Comparison, Judgement } from '../core/judgement.ts';
import { formatEstimate, formatInterval } from './change.ts';
import { chooseLead, type Findings } from './findings.ts';
import type { Headline } from './headline-text.ts';
import type { Ink } from './ink.ts';
import { type Family, familyOf, subject } from './metric-words.ts';
import { count, listed } from './numbers.ts';

const CLAIMS: Readonly<Record<Family, string>> = {
  errors: 'More errors',
  check: 'Checks fail more often',
  latency: 'Slower',
  throughput: 'Lower throughput',
  capacity: 'Serves less',
  cpu: 'More CPU',
  memory: 'More memory',
  observed: 'Worse on the server',
  custom: 'Worse',
};

/** Names at most this many further findings; the tables have them all. */
const NAMED = 2;

export function sayWorse(judgement: Judgement, findings: Findings, ink: Ink): Headline {
  const lead = chooseLead(findings);
  if (lead === undefined) return { claim: 'Worse.', rest: [] };
  const family = familyOf(lead.metric);
  const rest = [`(95% interval ${formatInterval(lead)})${spread(lead, findings)}.`];
  const also = alsoWorse(lead, findings);
  const named = also.slice(0, NAMED).map((other) => `${subject(other, ink)} ${formatEstimate(other)}`);
  if (also.length > 0) rest.push(`Also worse: ${listed(named, also.length)}.`);
  const many = findings.unclear.length;
  if (many > 0) rest.push(`${count(many, 'other endpoint')} may have moved, too: undecided.`);
  const unseen = unseenIn(judgement, findings);
  if (unseen !== null) rest.push(unseen);
  return { claim: `${CLAIMS[family]}: ${subject(lead, ink)} ${formatEstimate(lead)}`, rest };
}

function spread(lead: Comparison, { worse, endpoints }: Findings): string {
  if (lead.endpoint !== null) return '';
  const hit = new Set(
    worse
      .filter(({ endpoint, metric }) => endpoint !== null && familyOf(metric) === familyOf(lead.metric))
      .map(({ endpoint }) => endpoint),
  ).size;
  return hit === 0 ? '' : `, seen on ${hit} of ${count(endpoints.length, 'endpoint')}`;
}

/** One entry per endpoint and kind of trouble. The run moves because its endpoints do, so it counts where no endpoint does. */
function alsoWorse(lead: Comparison, { worse }: Findings): Comparison[] {
  const family = familyOf(lead.metric);
  const local = new Set(
    worse.filter(({ endpoint }) => endpoint !== null).map(({ metric }) => familyOf(metric)),
  );
  const key = (of: Comparison): string => JSON.stringify([familyOf(of.metric), of.endpoint]);
  const seen = new Set([key(lead)]);
  return worse.filter((other) => {
    const own = familyOf(other.metric);
    if (own === family && lead.endpoint === null) return false;
    if (other.endpoint === null && local.has(own)) return false;
    if (seen.has(key(other))) return false;
    seen.add(key(other));
    return true;
  });
}

/** What was judged and not seen to move, in the order a reader would ask. */
function unseenIn({ comparisons }: Judgement, { worse, quiet }: Findings): string | null {
  const places: string[] = [];
  if (quiet.length > 0) places.push(`on ${count(quiet.length, 'other endpoint')}`);
  const moved = new Set(worse.map(({ metric }) => familyOf(metric)));
  const judged = (metric: string): boolean =>
    comparisons.some(
      (one) =>
        one.endpoint === null &&
        one.metric === metric &&
        (one.standing === 'held' || one.standing === 'open'),
    );
  if (judged('errors') && !moved.has('errors')) places.push('in the error rate');
  if (judged('p50') && judged('p95') && !moved.has('latency')) places.push('in latency');
  return places.length === 0
    ? null
    : `No change was seen ${places.join(', ').replace(/, (?=[^,]*$)/u, ' or ')}.`;
}
