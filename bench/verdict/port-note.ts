import { markdownTable } from 'markdown-table';

/**
 * The noise was ported from Python. Both were run 1,000 times over each of these settings (75 pairs of windows, no start bias
 * but where said) and read by the same third program, which also drew the flips.
 */
const COLUMNS = [
  'world, profile, layout',
  'p50 / p95 level, ms',
  'pair spread p50 / p95 / mean, %',
  'neighbouring levels correlate, p50 / p95',
  'single-metric test at 1% alarms, p50 / p95 / mean, %',
];

const SETTINGS: readonly (readonly string[])[] = [
  ['quiet, simple, 200 ms slots', '8.33 / 14.82', '3.23 / 7.60 / 4.08', '.32 / .11', '1.0 / 0.9 / 1.0'],
  ['— ported', '8.33 / 14.82', '3.19 / 7.67 / 4.08', '.31 / .11', '1.4 / 1.1 / 1.0'],
  ['typical, simple, 200 ms slots', '8.40 / 15.05', '3.74 / 8.36 / 4.63', '.45 / .44', '1.0 / 0.9 / 0.9'],
  ['— ported', '8.39 / 15.02', '3.69 / 8.41 / 4.61', '.43 / .41', '1.7 / 0.5 / 0.8'],
  ['awful, simple, 200 ms slots', '8.88 / 16.35', '5.79 / 11.23 / 6.94', '.72 / .71', '1.4 / 1.4 / 1.3'],
  ['— ported', '8.84 / 16.25', '5.76 / 11.15 / 6.88', '.71 / .71', '1.4 / 1.8 / 1.6'],
  ['measured, simple, 200 ms slots', '8.41 / 15.38', '5.06 / 9.79 / 5.83', '.40 / .40', '0.8 / 1.1 / 1.1'],
  ['— ported', '8.41 / 15.37', '5.09 / 9.73 / 5.83', '.44 / .42', '1.4 / 1.4 / 0.6'],
  ['typical, mixed, 200 ms slots', '7.55 / 28.85', '3.79 / 20.03 / 11.47', '.42 / .20', '1.3 / 1.4 / 1.0'],
  ['— ported', '7.52 / 28.80', '3.78 / 20.25 / 11.51', '.45 / .25', '0.7 / 1.1 / 1.4'],
  [
    'typical, simple, 200 ms slots, start bias',
    '8.37 / 14.98',
    '3.81 / 8.43 / 4.71',
    '.45 / .44',
    '8.0 / 2.4 / 5.1',
  ],
  ['— ported', '8.42 / 15.08', '3.84 / 8.51 / 4.74', '.42 / .43', '7.2 / 2.0 / 5.4'],
  [
    'typical, simple, 2 s blocks, start bias',
    '8.38 / 14.98',
    '4.64 / 9.53 / 5.56',
    '.44 / .38',
    '13.6 / 4.2 / 10.9',
  ],
  ['— ported', '8.43 / 15.05', '4.61 / 9.44 / 5.56', '.43 / .38', '15.0 / 5.2 / 11.2'],
  [
    'typical, simple, all base then all head',
    '8.40 / 15.00',
    '6.76 / 11.29 / 7.50',
    '.54 / .47',
    '29.5 / 18.9 / 28.9',
  ],
  ['— ported', '8.39 / 14.99', '6.72 / 11.36 / 7.52', '.53 / .46', '27.5 / 19.5 / 25.8'],
];

export const PORT_NOTE = `## The noise: the port against its original

Each line of the original is followed by the port's: 1,000 runs of 75 window pairs each, read by one and the same program. Spread is the scaled MAD of a pair's log ratio.
The last columns show what start bias (one start, 2 s blocks) and an order in time do to a test that allows for neither.

${markdownTable([COLUMNS, ...SETTINGS].map((row) => [...row]))}

Beyond the original: the side started first is slower by 1.5% (measured on a real service), starts have an order, residuals of a
window grow as windows shrink, and CPU (window sd 2.8%, start sd 0.8%) and peak memory (start sd 2%) are judged as well.
`;
