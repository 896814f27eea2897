import type { Judgement } from '../core/judgement.ts';
import type { Result, StoredAgainst } from '../core/result.ts';
import type { Ink } from './ink.ts';
import { count, formatSeconds, formatValue, plain } from './numbers.ts';
import { alarmPromise, passPromise } from './promises.ts';

/** Recordings from which on further ones hardly sharpen a comparison. */
const ENOUGH = 20;
/** With fewer, the spread between runs is assumed. */
const OWN_SPREAD = 3;
/** A pass rests on the 95% intervals, which err upwards with half of 5%. */
const PASS_RISK = 0.025;

/** What the column beside head is called. */
export const otherSide = ({ against }: Pick<Result, 'against'>): 'base' | 'recorded' =>
  against?.kind === 'stored' ? 'recorded' : 'base';

/** "Against 14 recordings of the default branch, the nearest at abc1234, 3 commits before." Empty where nothing was judged. */
export function sayAgainst({ against, judgement }: Result, ink: Ink): string {
  if (against?.kind !== 'stored' || against.nearest === null || !isJudged(judgement)) return '';
  const { commit, distance } = against.nearest;
  const nearest = against.runs === 1 ? '' : 'the nearest ';
  return `Against ${count(against.runs, 'recording')} of the default branch, ${nearest}at ${ink.name(commit.slice(0, 7))}, ${sayDistance(distance)}.`;
}

const sayDistance = (distance: number): string =>
  distance === 0 ? 'where head left it' : `${count(distance, 'commit')} before head left it`;

/** What would settle a comparison that stayed open. */
export const sayRemedy = ({ runs }: StoredAgainst): string =>
  runs < ENOUGH ? 'More recordings or a wider margin would settle it.' : 'A wider margin would settle it.';

/** How the verdict came about. */
export function sayStoredDecision(result: Result, against: StoredAgainst): string[] {
  const { measurement, judgement, policy } = result;
  const seconds = (measurement.windows * measurement.windowMs) / 1000;
  const load = `${formatSeconds(seconds)} of load at ${formatValue(measurement.rate, 'count')} iterations/s`;
  const where =
    against.form === 'ratio'
      ? 'beside a small reference service that is the same everywhere'
      : 'alone, so that differences between machines count as differences between versions';
  const measured = `Head was measured over ${load}, ${where}.`;
  if (!isJudged(judgement)) return [measured];
  const assumed =
    against.runs < OWN_SPREAD
      ? ['How much runs differ is assumed, because so few are recorded.']
      : ['This holds as long as runs differ as the recorded ones do.'];
  switch (judgement.reason.kind) {
    case 'worse':
      return [measured, alarmPromise(policy.alpha), ...assumed];
    case 'held':
      return [measured, passPromise(Math.min(policy.beta, PASS_RISK)), ...assumed];
    case 'limit':
      return [measured, 'A limit counts as broken when head is beyond it with 95% confidence.'];
    default:
      return [measured];
  }
}

/** Everything needed to doubt the comparison, a line each. */
export function storedMethodLines({ policy, judgement }: Result, against: StoredAgainst, ink: Ink): string[] {
  const nearest =
    against.nearest === null
      ? ''
      : `, the nearest of ${ink.name(against.nearest.commit)}, ${sayDistance(against.nearest.distance)}`;
  const differences = against.differences.map((one) => ink.remark(one)).join('; ');
  return [
    `${isJudged(judgement) ? 'Held against' : 'Shown beside'}: ${count(against.runs, 'recording')} in ${ink.remark(against.where)}${nearest}`,
    against.form === 'ratio'
      ? 'Compared: latencies and CPU as multiples of the reference service’s in the same windows; the recorded column is what they come to on this machine'
      : 'Compared: values as they were measured, each run on its own machine',
    `Conditions that differ from the nearest: ${differences === '' ? 'none' : differences}`,
    `Fail: head lies beyond what the recordings predict of one more run (Student’s bound, alpha shared by all metrics that can fail); false alarms at most ${plain(policy.alpha * 100)}%`,
    `Pass: the 95% interval of every gated metric ends within its margin; wrong at most ${plain(Math.min(policy.beta, PASS_RISK) * 100)}%`,
  ];
}

/** Whether recordings were held against head at all. */
function isJudged({ reason }: Judgement): boolean {
  switch (reason.kind) {
    case 'worse':
    case 'held':
    case 'open':
    case 'limit':
    case 'missing metric':
    case 'does not serve':
      return true;
    default:
      return false;
  }
}
