import { type Margin, type Margins, METRICS } from '../core/policy.ts';
import { metricMap } from './metric-map.ts';
import { percentage } from './percentage.ts';
import { expected, is, type Reader } from './reader.ts';

const ON_ENDPOINTS: readonly string[] = ['p50', 'p90', 'p95', 'p99', 'mean', 'errors'];

/** The margins that somebody set; those that nobody did depend on what head is held against. */
export const marginsSetting = metricMap<Margin>({
  run: readerFor,
  endpoint: (metric) => (ON_ENDPOINTS.includes(metric) ? readerFor(metric) : null),
  everyEndpoint: true,
  metrics: METRICS,
  families: { 'check:': 'check:NAME', 'metric:': 'metric:NAME', 'observed:': 'observed:NAME' },
}).transform(({ run, endpoint, endpoints }): Margins => ({ run, endpoint, endpoints }));

/** Errors and checks are shares and move in percentage points; everything else moves by a ratio. */
function readerFor(metric: string): Reader<Margin> | null {
  if (metric === 'errors' || /^check:./.test(metric)) {
    return orOff(percentage({ unit: 'pp', most: 100, noun: 'a margin' }));
  }
  const isKnown = METRICS.some((known) => known === metric) || /^(metric|observed):./.test(metric);
  return isKnown ? orOff(percentage({ unit: '%', most: 1000, noun: 'a margin' })) : null;
}

function orOff(reader: Reader<number>): Reader<Margin> {
  const pattern = 'pattern' in reader.editor ? reader.editor.pattern : '';
  return {
    read: (text) => {
      if (text === 'off') return is(null);
      const reading = reader.read(text);
      return reading.kind === 'value' ? reading : expected(`${reading.expected}; or off`);
    },
    editor: { pattern: `${pattern}|^off$` },
  };
}
