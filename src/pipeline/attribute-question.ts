import type { AttributionEvidence } from '../core/configuration/attribution.ts';
import type { Judgement } from '../core/judgement.ts';
import { chooseLead, sortFindings } from '../report/findings.ts';
import { type Family, familyOf } from '../report/metric-words.ts';

const MOST_EXPLAINED = 5;

/** What a second measurement cannot have: it saturates nobody, asks no server, and has too few starts. */
const UNMEASURED: readonly Family[] = ['capacity', 'memory', 'observed'];

/** What the headline says is worse, then the gravest of each other kind; failures where head does not serve, the run's p95 where nothing is worse. */
export function whatToExplain(judgement: Judgement): AttributionEvidence['asked'] {
  const findings = sortFindings(judgement);
  const worse = findings.worse.filter(({ metric }) => !UNMEASURED.includes(familyOf(metric)));
  const lead = chooseLead({ ...findings, worse });
  if (lead === undefined) {
    const metric = judgement.reason.kind === 'does not serve' ? 'errors' : 'p95';
    return [{ metric, endpoint: null }];
  }
  const ordered = [lead, ...worse];
  const gravest = ordered.filter(
    (one, at) => ordered.findIndex(({ metric }) => familyOf(metric) === familyOf(one.metric)) === at,
  );
  return [...new Set([...gravest, ...worse])].slice(0, MOST_EXPLAINED);
}
