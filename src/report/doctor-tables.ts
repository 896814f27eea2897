import type { Diagnosis } from '../core/doctor/diagnosis.ts';
import { type ExaminedRun, HEADLINES } from '../core/doctor/examined-run.ts';
import type { ReachedResolution } from '../core/doctor/reached-resolution.ts';
import { formatChange, formatMargin, formatResolution } from './change.ts';
import { sayMean, saySd } from './doctor-words.ts';
import type { Ink } from './ink.ts';
import { metricWord, subject } from './metric-words.ts';
import { count, formatSeconds, listed, NOTHING } from './numbers.ts';

/** A table for a terminal or a page; the first row names the columns. */
export type Rows = readonly (readonly string[])[];

export function startRows({ startEffects }: Diagnosis, ink: Ink): Rows {
  return [
    ['', 'starts', 'start-to-start sd', 'started first', 'head against base', 'sd by windows alone'],
    ...startEffects.map(({ metric, starts, sd, noise, first, head }) => [
      metricWord(metric, ink),
      `${starts}`,
      saySd(sd),
      sayMean(first),
      sayMean(head),
      saySd(noise),
    ]),
  ];
}

export function resolutionRows({ resolutions }: Diagnosis, ink: Ink): Rows {
  return [
    ['', 'run could see', 'margin', 'endpoint could see', 'margin', 'which endpoint'],
    ...resolutions.map(({ metric, run, worst }) => [
      metricWord(metric, ink),
      ...reachedCells(run),
      ...reachedCells(worst),
      worst?.endpoint == null ? NOTHING : ink.name(worst.endpoint),
    ]),
  ];
}

export function examinedRows({ runs }: Diagnosis, ink: Ink): Rows {
  return [
    ['run', 'verdict', 'load', 'starts', ...HEADLINES.map((metric) => metricWord(metric, ink)), 'worse'],
    ...runs.map((run, at) => [
      `${at + 1}`,
      run.verdict,
      formatSeconds(run.seconds),
      `${run.starts}`,
      ...HEADLINES.map((metric) => changeOf(run, metric)),
      sayWorse(run, ink),
    ]),
  ];
}

/** One finished run, while the others are still to come. */
export function renderExaminedRun(number: number, run: ExaminedRun, ink: Ink): string {
  return [
    `run ${number}`,
    run.verdict === 'fail' ? 'fail, an alarm' : run.verdict,
    `${formatSeconds(run.seconds)} of load`,
    ...run.changes.map((one) => `${metricWord(one.metric, ink)} ${formatChange(one)}`),
    ...(run.worse.length > 0 ? [`worse: ${sayWorse(run, ink)}`] : []),
    count(run.starts, 'start'),
  ].join(' · ');
}

function reachedCells(reached: ReachedResolution | null): string[] {
  if (reached === null) return [NOTHING, NOTHING];
  const { median, least, most } = reached.resolution;
  const [middle, low, high] = [median, least, most].map((value) => formatResolution(reached, value));
  const bare = (text = ''): string => text.replace(/[ %].*$/u, '');
  return [
    low === high ? `${middle}` : `${middle} (${bare(low)} to ${bare(high)})`,
    formatMargin(reached, reached.margin),
  ];
}

function changeOf({ changes }: ExaminedRun, metric: string): string {
  const found = changes.find((change) => change.metric === metric);
  return found === undefined ? NOTHING : formatChange(found);
}

const WORSE_SHOWN = 3;

function sayWorse({ worse }: ExaminedRun, ink: Ink): string {
  const named = worse.slice(0, WORSE_SHOWN).map((one) => subject(one, ink));
  return listed(named, worse.length);
}
