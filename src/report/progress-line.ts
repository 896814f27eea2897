import type { Look } from '../core/judgement.ts';
import type { Estimate, Progress } from '../core/progress.ts';
import { formatResolution, formatStep } from './change.ts';
import { PLAIN } from './ink.ts';
import { metricWord } from './metric-words.ts';
import { count, formatSeconds, NOTHING } from './numbers.ts';

const DECISIONS: Readonly<Record<Look['decision'], string>> = {
  'go on': 'going on',
  pass: 'pass',
  fail: 'fail',
  inconclusive: 'inconclusive',
};

/** One line of a job's log per look; null between looks. */
export function renderLook({ look, plannedLooks, estimates }: Progress): string | null {
  if (look === null) return null;
  const number = plannedLooks.filter((windows) => windows <= look.windows).length;
  const held = look.gated === 0 ? [] : [`${look.held} of ${look.gated} within margin`];
  return [
    `look ${number} of ${plannedLooks.length}`,
    count(look.windows, 'window'),
    ...estimates.map(sayEstimate),
    ...held,
    DECISIONS[look.decision],
  ].join(' · ');
}

/** The line that a terminal keeps rewriting, cut to its width. */
export function renderLive(progress: Progress, width: number): string {
  const { windows, windowsMost, secondsLeft, plannedLooks, estimates } = progress;
  const next = plannedLooks.find((look) => look > windows);
  const parts = [
    `${windows}/${windowsMost} windows`,
    `at most ${formatSeconds(secondsLeft)} left`,
    ...estimates.map(sayEstimate),
    ...(next === undefined ? [] : [`next look at ${next}`]),
  ];
  return joinWhole(parts, width);
}

function sayEstimate(estimate: Estimate): string {
  const word = metricWord(estimate.metric, PLAIN);
  const { change, resolution } = estimate;
  if (change === null) return `${word} ${NOTHING}`;
  const moved = formatStep(estimate, change, resolution ?? change);
  if (resolution === null) return `${word} ${moved}`;
  return `${word} ${moved} ± ${formatResolution(estimate, resolution).replace(/[ %].*$/u, '')}`;
}

/** As many parts as fit whole. */
function joinWhole(parts: readonly string[], width: number): string {
  let line = parts[0] ?? '';
  for (const part of parts.slice(1)) {
    if (line.length + part.length + 3 > width) break;
    line += ` · ${part}`;
  }
  return line.slice(0, width);
}
