import { expect, test } from '@jest/globals';
import { limitDelay } from '../../src/github/rate-limit.ts';

const NOW = Date.parse('2030-01-01T00:00:00Z');
const inSeconds = (seconds: number): string => String(NOW / 1000 + seconds);

test.each([
  ['seconds', 429, { 'retry-after': '60' }, '', 60_000],
  ['a date', 403, { 'retry-after': 'Tue, 01 Jan 2030 00:00:30 GMT' }, '', 30_000],
  ['a date that has passed', 403, { 'retry-after': 'Mon, 31 Dec 2029 00:00:30 GMT' }, '', 0],
  [
    'the reset, rounded up',
    403,
    { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': inSeconds(9) },
    '',
    10_000,
  ],
  ['no time but 429', 429, {}, '', 60_000],
  ['no time but words', 403, {}, 'You have exceeded a secondary rate limit', 60_000],
  ['an age', 429, { 'retry-after': '1e300' }, '', 86_400_000],
  ['nonsense', 429, { 'retry-after': 'soon' }, '', 60_000],
  ['a permission that is missing', 403, { 'x-ratelimit-remaining': '900' }, 'Resource not accessible', null],
  ['a server error', 503, { 'retry-after': '5' }, '', null],
])('%s', (_, status, headers, message, expected) => {
  expect(limitDelay(status, headers, message, NOW)).toBe(expected);
});
