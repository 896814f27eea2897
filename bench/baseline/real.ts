import type { Form } from '../../src/core/baseline/conditions.ts';
import { judgeStored } from '../../src/core/baseline/judge-stored.ts';
import type { Level, Recording } from '../../src/core/baseline/recording.ts';
import { findLevel, readLevel } from '../../src/core/baseline/stored-series.ts';
import type { Comparison, Judgement } from '../../src/core/judgement.ts';
import { DEFAULT_POLICY, STORED_MARGINS } from '../../src/core/policy.ts';
import type { Finding, FindingRow } from '../verdict/claim.ts';
import { percent, rateOf, spellRate } from '../verdict/rate.ts';
import type { Gathered } from './gathered.ts';

const FORMS: readonly Form[] = ['ratio', 'raw'];
const WORDS = { ratio: 'beside the reference', raw: 'alone' } as const;
const METRICS = ['p50', 'p90', 'p95', 'mean', 'cpu'];

/** Every recording of a role, held against all that were recorded before. */
export function judgeAll(gathered: readonly Gathered[], role: Gathered['role'], form: Form): Judgement[] {
  const recordings = gathered.filter((one) => one.role === 'recorded').map(({ recording }) => recording);
  return gathered
    .filter((one) => one.role === role)
    .map(({ recording }) => judgeOne(recording, recordings, form));
}

const judgeOne = (now: Recording, recordings: readonly Recording[], form: Form): Judgement =>
  judgeStored({
    now: now.levels,
    recordings: recordings.toReversed(),
    form,
    policy: { ...DEFAULT_POLICY, margins: STORED_MARGINS },
    obstacle: null,
    limits: [],
  });

/** Unchanged code against the store: alarms at the promised rate. */
export function falseAlarms(gathered: readonly Gathered[]): Finding {
  return {
    title: 'Real recordings: unchanged code is called worse in at most 1% of stored comparisons',
    columns: ['measured', 'comparisons', 'passed', 'false alarms (95%)'],
    rows: FORMS.map((form): FindingRow => {
      const verdicts = judgeAll(gathered, 'unchanged', form).map(({ verdict }) => verdict);
      const alarms = rateOf(verdicts.map((verdict) => verdict === 'fail'));
      const passed = verdicts.filter((verdict) => verdict === 'pass').length;
      return {
        cells: [WORDS[form], `${alarms.of}`, `${passed}`, spellRate(alarms)],
        // So few comparisons cannot prove one per cent; they can contradict it.
        holds: alarms.low <= DEFAULT_POLICY.alpha,
      };
    }),
  };
}

/** What the reference service gains: spread between recordings and the change that can be seen, side by side. */
export function resolutions(gathered: readonly Gathered[]): Finding {
  return {
    title: 'Real recordings: the reference service narrows p50 and p95',
    columns: ['metric', 'spread, reference', 'spread, alone', 'could have seen, reference', 'alone'],
    rows: METRICS.map((metric): FindingRow => {
      const spread = FORMS.map((form) => spreadOf(gathered, metric, form));
      const seen = FORMS.map((form) => medianResolution(gathered, metric, form));
      const isClaimed = metric === 'p50' || metric === 'p95';
      return {
        cells: [metric, ...[...spread, ...seen].map((share) => (share === null ? '–' : percent(share)))],
        holds: isClaimed ? (spread[0] ?? 1) < (spread[1] ?? 0) : null,
      };
    }),
  };
}

/** More CPU work in every request: how often it is found against the store. */
export function found(gathered: readonly Gathered[]): Finding {
  return {
    title: 'Real recordings: twice the CPU work in every request is found',
    columns: ['change', 'measured', 'found', 'by'],
    rows: (['+30%', '+100%'] as const).flatMap((role) =>
      FORMS.map((form): FindingRow => {
        const judged = judgeAll(gathered, role, form);
        const failed = judged.filter(({ verdict }) => verdict === 'fail');
        return {
          cells: [`${role} CPU`, WORDS[form], `${failed.length} of ${judged.length}`, namesOf(failed)],
          holds: role === '+100%' && form === 'ratio' ? failed.length === judged.length : null,
        };
      }),
    ),
  };
}

/** Sd of the logarithms between the recordings. */
function spreadOf(gathered: readonly Gathered[], metric: string, form: Form): number | null {
  const logs = gathered
    .filter((one) => one.role === 'recorded' || one.role === 'unchanged')
    .flatMap(({ recording }) => readRun(recording.levels, metric, form) ?? [])
    .map(Math.log);
  if (logs.length < 2) return null;
  const centre = logs.reduce((sum, log) => sum + log, 0) / logs.length;
  return Math.sqrt(logs.reduce((sum, log) => sum + (log - centre) ** 2, 0) / (logs.length - 1));
}

function medianResolution(gathered: readonly Gathered[], metric: string, form: Form): number | null {
  const seen = judgeAll(gathered, 'unchanged', form)
    .flatMap(({ comparisons }) => comparisons.find(isRun(metric))?.resolution ?? [])
    .toSorted((a, b) => a - b);
  return seen[Math.floor(seen.length / 2)] ?? null;
}

function namesOf(failed: readonly Judgement[]): string {
  const worse = failed.flatMap(({ comparisons }) =>
    comparisons
      .filter(({ standing }) => standing === 'worse')
      .map(({ metric, endpoint }) => `${endpoint ?? 'run'} ${metric}`),
  );
  return [...new Set(worse)].slice(0, 3).join(', ');
}

const isRun =
  (metric: string) =>
  (one: Comparison): boolean =>
    one.endpoint === null && one.metric === metric;

function readRun(levels: readonly Level[], metric: string, form: Form): number | null {
  const level = findLevel(levels, { metric, endpoint: null });
  return level === undefined ? null : readLevel(level, form);
}
