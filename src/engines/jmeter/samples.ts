import { addressOf, ORIGIN, originOf } from '../../core/origin.ts';
import type { SampleSink } from '../../core/sample.ts';
import { type CsvReader, decodeField } from '../csv.ts';
import { ITERATIONS_VARIABLE, MICROS_VARIABLE, WINDOW_VARIABLE } from './gate-variables.ts';
import { readIterations } from './iterations.ts';
import { createJtlReader, type JtlRow } from './jtl.ts';

export interface SampleSource {
  /** Index of the side that this JMeter loads. */
  readonly side: number;
  /** Origin of the side's target. */
  readonly target: string;
  /** Epoch ms at which the JMeter was told to stop; infinite before. What it broke off is nobody's failure. */
  stoppedAt(): number;
  /** Whether the sum of a transaction counts as a sample, by its label. */
  countsTransaction(label: string): boolean;
  /** A load machine told of iterations, at an epoch time in ms by its own clock. */
  told?(machine: string, at: number): void;
}

export interface SampleReader extends CsvReader {
  /** The last sample that failed, and why; empty for none. */
  lastFailure(): string;
}

/** Folds what one JMeter writes into the sink, row by row. */
export function createSampleReader(source: SampleSource, sink: SampleSink): SampleReader {
  const { side } = source;
  const own = addressOf(source.target);
  const endpoints = new Map<string, string>();
  let lastFailure = '';
  const reader = createJtlReader({
    variables: [WINDOW_VARIABLE, MICROS_VARIABLE, ITERATIONS_VARIABLE],
    row(row) {
      const [window = '', micros = '', iterations = ''] = row.variables;
      if (iterations !== '' && iterations !== NOT_SET) {
        readIterations(iterations, side, sink);
        source.told?.(row.answer, row.time);
        return;
      }
      const endedAt = row.time + row.elapsedMs;
      if (row.failed && endedAt >= source.stoppedAt()) return;
      if (row.isTransaction && !source.countsTransaction(row.label)) return;
      const origin = originOf(row.url);
      if (origin !== null && addressOf(origin) !== own) return sink.stray(side, origin);
      if (!/^\d+$/.test(window)) return;
      if (row.failed) lastFailure = `${row.label}: ${decodeField(row.answer)}`;
      const seen = endpoints.get(row.label);
      const endpoint = seen ?? endpointOf(row.label);
      if (seen === undefined && endpoints.size < MOST_LABELS) endpoints.set(row.label, endpoint);
      const number = Number(window);
      sink.request({
        window: number,
        side,
        endpoint,
        durationMs: durationOf(row, micros),
        failed: row.failed,
        endedAt,
      });
      for (const [metric, value] of [
        ['connect', row.connectMs],
        ['latency', row.latencyMs],
        ['bytes', row.bytes],
      ] as const) {
        if (value !== null && !row.failed) sink.custom(number, side, metric, value);
      }
    },
  });
  return { ...reader, lastFailure: () => lastFailure };
}

/** What JMeter writes for a variable that a user does not have. */
const NOT_SET = 'null';
const MOST_LABELS = 5000;

/** JMeter labels a request without a name by its URL: then its path, so that both sides have the same. */
const endpointOf = (label: string): string =>
  ORIGIN.test(label) ? label.replace(ORIGIN, '').replace(/[?#].*$/s, '') || '/' : label;

/**
 * JMeter counts whole milliseconds from edge to edge, so a request of 1.4 ms is 1 or 2. Our own clock around it is finer; where the two
 * disagree (samplers that set their own times, sums of others), JMeter's holds.
 */
function durationOf({ elapsedMs }: JtlRow, micros: string): number {
  const own = Number(micros) / 1000;
  return micros !== '' && Math.abs(own - elapsedMs) < 2 ? own : elapsedMs;
}
