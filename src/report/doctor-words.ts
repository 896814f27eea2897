import type { Diagnosis, Examination } from '../core/doctor/diagnosis.ts';
import type { Range } from '../core/doctor/range.ts';
import type { MeanChange, StartEffect } from '../core/doctor/start-effect.ts';
import { formatEstimate, formatInterval } from './change.ts';
import { PLAIN } from './ink.ts';
import { metricWord } from './metric-words.ts';
import { count, fixed, formatSeconds, formatValue, NOTHING, plain } from './numbers.ts';

/** What the runs say about false alarms, and what they cannot say. */
export function sayAlarms({ alarms }: Diagnosis): string {
  const of = `${alarms.alarms} of ${count(alarms.runs, 'unchanged run')}`;
  const promised = `${plain(100 * alarms.promised)}%`;
  if (alarms.alarms === 0) {
    return `Alarms: ${of}, so at most ${percent(alarms.high)} with 95% confidence; ${alarms.runsToShow} runs without an alarm are needed to show ${promised}.`;
  }
  const found = `Alarms: ${of}, which is ${percent(alarms.low)} to ${percent(alarms.high)} with 95% confidence`;
  return alarms.low > alarms.promised
    ? `${found}: more often than the ${promised} that is promised.`
    : `${found}; this does not contradict the ${promised} that is promised.`;
}

/** How the runs ended, those that came to nothing included. */
export function sayVerdicts({ diagnosis, failures, interrupted }: Examination): string {
  const { pass, inconclusive, fail } = diagnosis.verdicts;
  const ended = [
    `${pass} passed`,
    ...(inconclusive > 0 ? [`${inconclusive} inconclusive`] : []),
    ...(fail > 0 ? [count(fail, 'alarm')] : []),
  ];
  return [
    `${ended.join(', ')}.`,
    ...(failures.length > 0
      ? [
          `${count(failures.length, 'more run')} could not be measured and ${areOf(failures.length)} left out.`,
        ]
      : []),
    ...(interrupted ? ['It was stopped before its time.'] : []),
  ].join(' ');
}

/** Whether the order of starting shows. */
export function sayOrder({ startEffects }: Diagnosis): string {
  const seen = startEffects.filter(({ first }) => first !== null);
  if (seen.length === 0) return 'Both orders of starting are needed to tell their bias; these runs had one.';
  const biased = seen.filter(({ first }) => first !== null && (first.low > 0 || first.high < 0));
  if (biased.length === 0)
    return 'Which side was started first made no difference that these runs could see.';
  const found = biased.map(({ metric, first }) => `${word(metric)} by ${sayMean(first)}`).join(', ');
  return `Being started first changes ${found}; an even number of starts cancels this.`;
}

export function sayAllowance({ allowance, startEffects, load }: Diagnosis): string {
  const used = `These runs took ${sayStarts(load.starts)} and allowed ${sayRange(allowance.used, allowed)}.`;
  const suggested = allowance.suggested.flatMap(({ starts, delta }) =>
    delta === null ? [] : [`${allowed(delta)} for runs of ${count(starts, 'start')}`],
  );
  if (suggested.length > 0) return `Suggested allowance (delta): ${suggested.join(', ')}. ${used}`;
  const most = Math.max(0, ...startEffects.map(({ starts }) => starts));
  return `${count(most, 'start')} measured: at least 4 are needed to suggest an allowance (delta). ${used}`;
}

export function sayLoad({ load, seconds }: Diagnosis): string {
  const rate = `${formatValue(load.rate, 'count')} iterations/s`;
  return [
    `A verdict took ${sayRange(seconds, formatSeconds)} of at most ${formatSeconds(load.budgetSeconds)} of load.`,
    load.dropped === 0
      ? `Every arrival found a free virtual user at ${rate}.`
      : `${percentOrLess(load.dropped)} of the arrivals found no free virtual user: at ${rate} the service or this machine falls behind at times.`,
    ...(load.lost > 0
      ? [
          `The generator itself was held up in ${percentOrLess(load.lost)} of the windows, which were left out.`,
        ]
      : []),
  ].join(' ');
}

/** "+1.2% (+0.4 to +2.0%)", with the 95% interval. */
export function sayMean(change: MeanChange | null): string {
  const ratio = { kind: 'ratio', unit: 'none', change } as const;
  return change === null ? formatEstimate(ratio) : `${formatEstimate(ratio)} (${formatInterval(ratio)})`;
}

/** "60 s (30 to 240 s)": the median, and the ends where there are any. */
export function sayRange({ median, least, most }: Range, say: (value: number) => string): string {
  const [middle, low, high] = [say(median), say(least), say(most)];
  return low === high ? middle : `${middle} (${low} to ${high})`;
}

export const sayStarts = (starts: Range): string =>
  starts.most === 1 ? 'one start' : `${sayRange(starts, String)} starts`;

/** An sd of logarithms, which for what is small is a share. */
export const saySd = (sd: StartEffect['sd']): string => (sd === null ? NOTHING : percent(sd));

const percent = (share: number): string => `${fixed(100 * share, 1)}%`;

const percentOrLess = (share: number): string => (share < 0.001 ? 'Under 0.1%' : percent(share));

const allowed = (delta: number): string => `${plain(100 * delta)}%`;

const word = (metric: string): string => metricWord(metric, PLAIN);

const areOf = (many: number): string => (many === 1 ? 'is' : 'are');
