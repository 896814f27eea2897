import type { Comparison, LimitFinding } from '../core/judgement.ts';
import type { Result } from '../core/result.ts';
import { formatChange } from '../report/change.ts';
import { sortFindings } from '../report/findings.ts';
import { writeHeadline } from '../report/headline.ts';
import { PLAIN } from '../report/ink.ts';
import { subject } from '../report/metric-words.ts';
import { formatBound, formatValue } from '../report/numbers.ts';

export interface Annotation {
  readonly title: string;
  readonly text: string;
}

/** GitHub shows ten of a step. */
const MOST = 10;

/** What failed, worst first; the first says all of it in short, the last how much more there is. */
export function failAnnotations(result: Result): readonly Annotation[] {
  const { judgement } = result;
  const worse = sortFindings(judgement).worse.map(sayWorse);
  const limits = judgement.limits.filter(({ breached }) => breached).map(sayLimit);
  const findings = [...worse, ...limits];
  const headline = { title: 'Load test failed', text: writeHeadline(result, PLAIN) };
  if (findings.length <= 1) return [headline];
  const room = MOST - 1;
  if (findings.length <= room) return [headline, ...findings];
  const more = `${findings.length - (room - 1)} more, see the job summary`;
  return [headline, ...findings.slice(0, room - 1), { title: 'And more', text: more }];
}

const sayWorse = (one: Comparison): Annotation => ({
  title: 'Worse',
  text: `${subject(one, PLAIN)} ${formatChange(one)}: base ${formatValue(one.base, one.unit)}, head ${formatValue(one.head, one.unit)}`,
});

const sayLimit = (one: LimitFinding): Annotation => ({
  title: 'Over the limit',
  text: `${subject(one, PLAIN)} ${formatValue(one.head, one.unit)}, at most ${formatBound(one.most, one.unit)} allowed`,
});
