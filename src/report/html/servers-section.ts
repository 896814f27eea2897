import type { GaugeBlocks, Unit } from '../../core/observations.ts';
import type { Result } from '../../core/result.ts';
import { PLAIN } from '../ink.ts';
import { metricWord } from '../metric-words.ts';
import { count } from '../numbers.ts';
import type { Course } from './course.ts';
import { clockOf, renderCourse } from './course-figure.ts';
import { html, type Markup } from './markup.ts';
import type { WriteSection } from './section.ts';
import { looksOf } from './sides.ts';
import { HTML, written } from './written.ts';

/** Series drawn; the rest is named. */
const MOST = 16;

/** What the servers spent and said about themselves, on the same time axis as the requests. */
export const serversSection: WriteSection = (result) => {
  const series = [...gaugeSeries(result), ...memorySeries(result)].toSorted((a, b) => rankOf(a) - rankOf(b));
  if (series.length === 0) return null;
  const [drawn, left] = [series.slice(0, MOST), series.slice(MOST)];
  return {
    id: 'servers',
    title: 'What the servers spent and said',
    body: html`<p class="faint">The same time axis as above.</p>${drawn.map((one) => seriesFigure(one, result))}${
      left.length === 0
        ? null
        : html`<p class="faint">${count(left.length, 'more series')} are in the result file and not drawn here.</p>`
    }`,
  };
};

interface Series {
  readonly metric: string;
  readonly note: string | null;
  readonly unit: Unit;
  readonly values: readonly (readonly (number | null)[])[];
}

/** Checks that never failed are left to the tables. */
function gaugeSeries({ observations }: Result): Series[] {
  return observations.gauges.flatMap((gauge) => {
    const values = sharesOf(gauge);
    const measured = values.flat().filter((value) => value !== null);
    if (measured.length === 0) return [];
    if (gauge.metric.startsWith('check:') && measured.every((value) => value === 0)) return [];
    return [
      {
        metric: gauge.metric,
        note: gauge.metric.startsWith('check:') ? 'share that failed' : null,
        unit: gauge.unit,
        values,
      },
    ];
  });
}

/** Occurrences are shown as a share of the chances for them. */
function sharesOf({ scale, values, of }: GaugeBlocks): Series['values'] {
  if (scale !== 'count' || of === undefined) return values;
  return values.map((own, side) =>
    own.map((many, window) => {
      const chances = of[side]?.[window] ?? 0;
      return many === null || chances === 0 ? null : many / chances;
    }),
  );
}

/** One peak for each start, held over its windows. */
function memorySeries({ observations, measurement }: Result): Series[] {
  const { peakMemory, windows } = observations;
  const starts = measurement.starts.map(({ firstWindow }) => firstWindow);
  if (starts.length === 0 || peakMemory.every((own) => own.length === 0)) return [];
  const startOf = (window: number): number => starts.findLastIndex((first) => first <= window);
  const values = peakMemory.map((own) =>
    Array.from({ length: windows }, (_, window) => own[startOf(window)] ?? null),
  );
  return [{ metric: 'memory', note: 'one peak for each start', unit: 'bytes', values }];
}

const ORDER = ['cpu', 'memory'];

function rankOf({ metric }: Series): number {
  if (ORDER.includes(metric)) return ORDER.indexOf(metric);
  if (metric.startsWith('metric:')) return 4;
  return metric.startsWith('check:') ? 3 : 2;
}

function seriesFigure({ metric, note, unit, values }: Series, result: Result): Markup {
  const looks = looksOf(result.observations);
  const lines: Course['lines'] = values.flatMap((own, side) => {
    const look = looks[side];
    return look === undefined ? [] : [{ look, values: own }];
  });
  return renderCourse({
    title: written(metricWord(metric, HTML)),
    name: metricWord(metric, PLAIN),
    ...(note === null ? {} : { note }),
    course: { unit, span: 1, isStepped: metric === 'memory', lines },
    clock: clockOf(result),
  });
}
