import type { FinishedSink } from '../core/finished/finished-sample.ts';
import { decodeText, readNumber } from './fields.ts';
import { createRecordReader, type RecordReader } from './records.ts';

/** Gatling's clock counts whole milliseconds. */
const STEP_MS = 1;

/**
 * Gatling's `simulation.log` as long as it was text, up to 3.11: records of fields with tabs between. Over the versions the fields
 * before the name have changed, so a request is read from its verdict backwards: name, start, end, OK or KO.
 */
export function readGatlingLog(sink: FinishedSink): RecordReader {
  sink.resolution({ stepMs: STEP_MS });
  return createRecordReader({
    quotes: false,
    broken: () => sink.broken(),
    record(text) {
      if (!text.startsWith('REQUEST\t')) return;
      const fields = text.split('\t');
      const verdict = fields.findIndex(
        (field, at) => at >= LEAST_BEFORE && (field === 'OK' || field === 'KO'),
      );
      const [groups, name, start, end] = fields.slice(verdict - LEAST_BEFORE + 1, verdict);
      const startedAt = readNumber(start);
      const durationMs = readNumber(end) - startedAt;
      if (verdict < 0 || name === undefined || !(startedAt > 0) || !(durationMs >= 0)) {
        sink.broken();
        return;
      }
      sink.request({
        startedAt,
        durationMs,
        endpoint: decodeText(
          [...(groups ?? '').split(',').filter((group) => group !== ''), name].join(' / '),
        ),
        failed: fields[verdict] === 'KO',
        count: 1,
        encloses: false,
      });
    },
  });
}

/** The kind of the record, groups, name, start and end stand before the verdict in every version. */
const LEAST_BEFORE = 5;
