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

/** Lines that a terminal keeps rewriting, none wider than `width`: how far, how long, and where each headline metric stands. */
export function renderLive(progress: Progress, width: number): string[] {
  const { windows, windowsMost, secondsLeft, plannedLooks, estimates } = progress;
  const next = plannedLooks.find((look) => look > windows);
  const first = plannedLooks[0];
  const bar = width >= WITH_BAR ? `${barFor(windows / windowsMost)} ` : '';
  const far = [
    `${bar}${windows}/${windowsMost} windows`,
    `at most ${formatSeconds(secondsLeft)} left`,
    ...(next === undefined ? [] : [`next look at ${next}`]),
  ];
  const stands =
    estimates.length > 0
      ? estimates.map(sayEstimate)
      : first === undefined
        ? []
        : [`no estimate before the first look, at ${count(first, 'window')}`];
  return [...flow(far, width), ...flow(stands, width)];
}

/** Columns from which on there is room for a bar, and its own. */
const [WITH_BAR, BAR] = [72, 16];

function barFor(share: number): string {
  const full = Math.max(0, Math.min(BAR, Math.round(share * BAR)));
  return '█'.repeat(full) + '░'.repeat(BAR - full);
}

function sayEstimate(estimate: Estimate): string {
  const word = metricWord(estimate.metric, PLAIN);
  const { change, resolution } = estimate;
  if (change === null) return `${word} ${NOTHING}`;
  const moved = formatStep(estimate, change, resolution ?? change);
  if (resolution === null) return `${word} ${moved}`;
  return `${word} ${moved} ± ${formatResolution(estimate, resolution).replace(/[ %].*$/u, '')}`;
}

/** Parts one after the other, whole; a part that no longer fits begins a line. */
function flow(parts: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    const isRoom = last !== undefined && last.length + part.length + 3 <= width;
    if (isRoom) lines.splice(-1, 1, `${last} · ${part}`);
    else lines.push(part.slice(0, width));
  }
  return lines;
}
