import type { Comparison } from '../../core/judgement.ts';
import type { Cells, EndpointBlocks } from '../../core/observations.ts';
import type { Result } from '../../core/result.ts';
import { sortFindings } from '../findings.ts';
import { PLAIN } from '../ink.ts';
import { subject } from '../metric-words.ts';
import { count } from '../numbers.ts';
import { changeFigure } from './change-figure.ts';
import type { Course } from './course.ts';
import { clockOf, renderCourse } from './course-figure.ts';
import { html, type Markup } from './markup.ts';
import type { WriteSection } from './section.ts';
import { looksOf } from './sides.ts';
import { HTML, written } from './written.ts';

/** Endpoints that are drawn over time. */
const MOST_ENDPOINTS = 5;
const LATENCIES = ['p50', 'p90', 'p95', 'p99', 'mean'] as const;
type Latency = (typeof LATENCIES)[number];

/** Both sides window by window: the run, then the endpoints that need a reader most. */
export const timeSection: WriteSection = (result) => {
  if (result.observations.windows === 0 || result.observations.mix.cells.length === 0) return null;
  return {
    id: 'time',
    title: 'Window by window',
    body: html`<p class="faint">${sayTime(result)}</p>${streamFigure(result, result.observations.mix, 'p50')}${streamFigure(
      result,
      result.observations.mix,
      'p95',
    )}${changeFigure(result, 'p95')}${failures(result, result.observations.mix)}${movedEndpoints(result)}`,
  };
};

function sayTime(result: Result): string {
  const { lost, windows } = result.observations;
  const starts = clockOf(result).restarts.length === 0 ? '' : ' Dotted lines: both sides were started anew.';
  const [first = 0] = lost;
  const left =
    lost.length === 0
      ? ''
      : ` Marked × and grey: ${count(lost.length, 'window')} of ${windows} left out, because the load generator itself failed there (${
          lost.length === 1 ? `window ${first + 1}` : `windows ${nameWindows(lost)}`
        }).`;
  const against = result.against?.kind === 'finished' && result.against.pairing === 'none';
  const time = against
    ? 'Time of each run since its own start'
    : 'Time under load, pauses between starts left out';
  return `${time}. Triangles at the upper edge: values beyond it.${starts}${left}`;
}

const NAMED = 12;

function nameWindows(windows: readonly number[]): string {
  const named = windows.slice(0, NAMED).map((window) => `${window + 1}`);
  const more = windows.length - named.length;
  return more > 0 ? `${named.join(', ')} and ${more} more` : named.join(', ');
}

/** One number of one stream of requests. */
function streamFigure(result: Result, blocks: EndpointBlocks, metric: Latency | 'errors'): Markup {
  const isRun = blocks === result.observations.mix;
  const of = { metric, endpoint: isRun ? null : blocks.name };
  const note = isRun ? 'all requests' : undefined;
  return renderCourse({
    title: written(subject(of, HTML)),
    name: subject(of, PLAIN),
    ...(note === undefined ? {} : { note }),
    course: courseOf(result, blocks, metric),
    clock: clockOf(result),
  });
}

function courseOf(result: Result, { cells, span }: EndpointBlocks, metric: Latency | 'errors'): Course {
  const looks = looksOf(result.observations);
  return {
    unit: metric === 'errors' ? 'share' : 'ms',
    span,
    isStepped: false,
    lines: cells.flatMap((own, side) => {
      const look = looks[side];
      if (look === undefined) return [];
      return [{ look, values: metric === 'errors' ? failedShares(own) : own[metric] }];
    }),
  };
}

const failedShares = ({ failed, requests }: Cells): (number | null)[] =>
  requests.map((many, block) => (many === 0 ? null : (failed[block] ?? 0) / many));

/** A flat line at nothing is a sentence. */
function failures(result: Result, blocks: EndpointBlocks): Markup {
  const failed = blocks.cells.flatMap((own) => own.failed).reduce((sum, many) => sum + many, 0);
  const requests = blocks.cells.flatMap((own) => own.requests).reduce((sum, many) => sum + many, 0);
  if (failed > 0) return streamFigure(result, blocks, 'errors');
  return html`<p>Failed requests were not seen, among ${count(requests, 'request')}.</p>`;
}

function movedEndpoints(result: Result): Markup[] {
  const { worse, open, better } = sortFindings(result.judgement);
  const undecided = result.judgement.verdict === 'inconclusive' ? open : [];
  const first = new Map<string, Comparison>();
  for (const one of [...worse, ...undecided, ...better]) {
    if (one.endpoint !== null && !first.has(one.endpoint) && isDrawn(one)) first.set(one.endpoint, one);
  }
  const chosen = [...first.values()].slice(0, MOST_ENDPOINTS);
  const left = first.size - chosen.length;
  const figures = chosen.flatMap(({ endpoint, metric }) => {
    const blocks = result.observations.endpoints.find(({ name }) => name === endpoint);
    return blocks === undefined ? [] : [streamFigure(result, blocks, metric as Latency | 'errors')];
  });
  const rest =
    left > 0
      ? html`<p class="faint">${count(left, 'more endpoint')} moved and are not drawn here.</p>`
      : null;
  return rest === null ? figures : [...figures, rest];
}

const isDrawn = ({ metric }: Comparison): boolean =>
  metric === 'errors' || (LATENCIES as readonly string[]).includes(metric);
