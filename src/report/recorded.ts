import type { Recording } from '../core/baseline/recording.ts';
import type { Appended } from '../core/baseline/store.ts';
import { formatValue } from './numbers.ts';

/** What was recorded and where it went, in a few lines for a terminal or a log. */
export function renderRecorded(recording: Recording, appended: Appended): string {
  const { commit, levels, conditions } = recording;
  const run = levels.filter(({ endpoint }) => endpoint === null);
  const shown = ['p50', 'p95', 'errors', 'cpu'].flatMap((metric) => {
    const level = run.find((candidate) => candidate.metric === metric);
    if (level === undefined) return [];
    const quotient = level.ratio === null ? '' : ` (${level.ratio.toFixed(2)} × the reference service)`;
    return [`  ${metric.padEnd(8)}${formatValue(level.value, level.unit)}${quotient}`];
  });
  const { rate, windows, windowMs } = conditions.load;
  return [
    `recorded ${commit.slice(0, 7)}${recording.release === null ? '' : ` (${recording.release})`}: ` +
      `${(windows * windowMs) / 1000} s of load at ${rate} iterations/s, ${levels.length} numbers`,
    ...shown,
    appended.kind === 'appended'
      ? `kept at ${appended.where}`
      : `not kept: ${appended.reason}\n${appended.hint}`,
  ].join('\n');
}
