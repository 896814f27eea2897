import { settingsFailure } from '../core/failure.ts';
import type { FinishedSink } from '../core/finished/finished-sample.ts';
import { decodeText, readNumber, splitFields } from './fields.ts';
import { createRecordReader, type RecordReader } from './records.ts';

/** Locust's percentiles are over the last 10 s whenever it writes them down, mostly every second: only every tenth is news. */
const INTERVAL_MS = 10_000;
/** Locust keeps two digits of a latency, three from 1 s on; below 100 ms that is whole milliseconds. */
const STEP_MS = 1;
const TOTAL = 'Aggregated';

/**
 * Locust's `_stats_history.csv`: no requests, but percentiles of each endpoint. An interval's requests are put where its
 * percentiles lie, so that the percentiles come out again; the mean of that is none of Locust's.
 */
export function readLocustHistory(sink: FinishedSink): RecordReader {
  let columns: Columns | null = null;
  const before = new Map<string, Told>();
  sink.resolution({ stepMs: STEP_MS, intervalMs: INTERVAL_MS });
  let totals = 0;
  const reader = createRecordReader({
    quotes: true,
    broken: () => sink.broken(),
    record(text) {
      const fields = splitFields(text, ',');
      if (columns === null || text.startsWith('Timestamp,')) {
        columns = columnsOf(fields);
        return;
      }
      const name = fields[columns.name] ?? '';
      if (name === TOTAL) {
        totals++;
        return;
      }
      const told = readTold(fields, columns);
      if (told === null) {
        sink.broken();
        return;
      }
      const endpoint = decodeText(`${fields[columns.type] ?? ''} ${name}`.trim());
      const last = before.get(endpoint);
      if (last !== undefined && told.at - last.at < INTERVAL_MS && told.requests >= last.requests) return;
      before.set(endpoint, told);
      // The first row of an endpoint has nothing before it to be counted from; fewer than before is another run.
      if (last !== undefined && told.requests >= last.requests) deliver(endpoint, last, told, sink);
    },
  });
  return {
    write: reader.write,
    end() {
      reader.end();
      if (totals > 0 && before.size === 0) throw refuseShortHistory();
    },
  };
}

/** What one row says of an endpoint since the run began, and of its latest percentiles. */
interface Told {
  readonly at: number;
  readonly requests: number;
  readonly failures: number;
  /** Ascending by share; empty where Locust had none. */
  readonly percentiles: readonly { readonly share: number; readonly ms: number }[];
}

function readTold(fields: readonly string[], columns: Columns): Told | null {
  const at = readNumber(fields[columns.time]) * 1000;
  const requests = readNumber(fields[columns.requests]);
  const failures = readNumber(fields[columns.failures]);
  if (!(at > 0) || !(requests >= failures) || !(failures >= 0)) return null;
  const percentiles = columns.percentiles.map(({ share, column }) => ({
    share,
    ms: readNumber(fields[column]),
  }));
  return { at, requests, failures, percentiles: percentiles.filter(({ ms }) => ms >= 0) };
}

function deliver(endpoint: string, last: Told, told: Told, sink: FinishedSink): void {
  const startedAt = (last.at + told.at) / 2;
  const failed = told.failures - last.failures;
  const served = told.requests - last.requests - failed;
  const one = { startedAt, endpoint, encloses: false };
  if (failed > 0) sink.request({ ...one, durationMs: 0, failed: true, count: failed });
  let given = 0;
  for (const [at, { share, ms }] of told.percentiles.entries()) {
    const next = told.percentiles[at + 1];
    // Each percentile stands for the requests from half-way to the one before to half-way to the next.
    const upTo = next === undefined ? served : Math.round((served * (share + next.share)) / 2);
    if (upTo > given) sink.request({ ...one, durationMs: ms, failed: false, count: upTo - given });
    given = Math.max(given, upTo);
  }
}

function columnsOf(names: readonly string[]) {
  const percentiles = [...names.entries()].flatMap(([column, name]) => {
    const share = /^(\d+(?:\.\d+)?)%$/.exec(name)?.[1];
    return share === undefined ? [] : [{ share: Number(share) / 100, column }];
  });
  return {
    time: names.indexOf('Timestamp'),
    type: names.indexOf('Type'),
    name: names.indexOf('Name'),
    requests: names.indexOf('Total Request Count'),
    failures: names.indexOf('Total Failure Count'),
    percentiles: percentiles.sort((a, b) => a.share - b.share),
  };
}
type Columns = ReturnType<typeof columnsOf>;

/** Without rows of endpoints the percentiles are over the whole run so far, and say nothing of an interval. */
const refuseShortHistory = () =>
  settingsFailure(
    "Locust's history has totals only, whose percentiles are over the whole run so far",
    'Run Locust with --csv-full-history, and give the _stats_history.csv that it writes then.',
  );
