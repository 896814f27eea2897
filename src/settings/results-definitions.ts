import { define, type Place } from './definition.ts';
import { anyPath } from './path.ts';
import { written } from './reader.ts';

const group = 'What to compare';
/** Files of this machine, given by whoever has both. */
const places: readonly Place[] = ['flag'];
const expected = 'the path of a file of results';

export const RESULTS_DEFINITIONS = {
  'base-results': define({
    group,
    places,
    value: written(anyPath(expected)),
    fallback: null,
    byDefault: 'none',
    means:
      'Results of a finished run of base: JTL, k6 CSV or JSON, Gatling, Locust or HdrHistogram logs. Nothing is started.',
    expected,
    example: '--base-results before.jtl',
    placeholder: 'FILE',
  }),
  'head-results': define({
    group,
    places,
    value: written(anyPath(expected)),
    fallback: null,
    byDefault: 'none',
    means: 'Results of a finished run of head, to be compared with base-results.',
    expected,
    example: '--head-results after.jtl',
    placeholder: 'FILE',
  }),
};
