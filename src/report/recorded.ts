import type { Recording } from '../core/baseline/recording.ts';
import type { Appended } from '../core/baseline/store.ts';
import { count, formatValue } from './numbers.ts';

/** What became of a recording. */
export interface Kept {
  readonly recording: Recording;
  readonly appended: Appended;
  readonly retained:
    | { readonly kind: 'all' }
    | { readonly kind: 'thinned'; readonly removed: number; readonly left: number }
    | { readonly kind: 'refused'; readonly reason: string };
  /** File that holds what the store refused; null else. */
  readonly keptIn: string | null;
}

/** What was recorded and where it went, in a few lines for a terminal or a log. */
export function renderRecorded({ recording, appended, retained, keptIn }: Kept): string {
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
    ...(appended.kind === 'appended'
      ? [`kept at ${appended.where}`]
      : [`not kept: ${appended.reason}`, appended.hint, ...sayKeptIn(keptIn)]),
    ...sayRetained(retained),
  ].join('\n');
}

const sayKeptIn = (path: string | null): string[] =>
  path === null
    ? []
    : [`The recording is in ${path}; plimsoll record --from FILE brings it in once that is mended.`];

function sayRetained(retained: Kept['retained']): string[] {
  switch (retained.kind) {
    case 'all':
      return [];
    case 'thinned':
      return [
        `thinned out: the recordings of ${count(retained.removed, 'older commit')} were taken out, ${retained.left} are left`,
      ];
    case 'refused':
      return [`not thinned out: ${retained.reason}`];
  }
}

/** What became of a file of recordings, in a line or two. */
export function renderBrought(recordings: readonly Recording[], appended: Appended): string {
  const [first] = recordings;
  const what = `${count(recordings.length, 'recording')} of ${first?.commit.slice(0, 7) ?? ''}`;
  return appended.kind === 'appended'
    ? `${what} kept at ${appended.where}`
    : `${what} not kept: ${appended.reason}\n${appended.hint}`;
}
