import { describe, expect, test } from '@jest/globals';
import {
  formatChange,
  formatInterval,
  formatMargin,
  formatResolution,
  formatSides,
} from '../../src/report/change.ts';
import {
  formatBound,
  formatBytes,
  formatMs,
  formatSeconds,
  formatShare,
  formatValue,
} from '../../src/report/numbers.ts';
import { comparison } from './result-builder.ts';

const row = { base: 1, head: 1, change: 0, half: 0.01, sees: 0.01 };
const ratio = (change: number, half: number) => comparison(null, 'p95', { ...row, change, half });
const share = (change: number, half: number) => comparison(null, 'errors', { ...row, change, half });

describe('values', () => {
  test.each([
    [0, '0 ms'],
    [0.0456, '45.6 µs'],
    [0.0999, '99.9 µs'],
    [0.09996, '0.100 ms'],
    [0.1234, '0.123 ms'],
    [12.05, '12.1 ms'],
    [48, '48.0 ms'],
    [999.6, '1000 ms'],
    [1234.4, '1234 ms'],
    [9994, '9994 ms'],
    [9996, '10.0 s'],
    [12_345, '12.3 s'],
  ])('%d ms is %s', (ms, text) => expect(formatMs(ms)).toBe(text));

  test.each([
    [0, '0%'],
    [1, '100%'],
    [0.0002, '0.02%'],
    [0.00001, '<0.01%'],
    [0.99996, '>99.99%'],
    [0.9997, '99.97%'],
    [0.0241, '2.41%'],
    [0.218, '21.8%'],
  ])('share %d is %s', (value, text) => expect(formatShare(value)).toBe(text));

  test.each([
    [512, '512 B'],
    [1023, '0.999 KiB'],
    [221_249_536, '211 MiB'],
    [16_766_750_720, '15.6 GiB'],
  ])('%d bytes are %s', (value, text) => expect(formatBytes(value)).toBe(text));

  test('seconds grow into minutes', () => {
    expect([24, 119.4, 120, 150].map(formatSeconds)).toEqual(['24 s', '119 s', '2 min', '2 min 30 s']);
  });

  test('what was not measured has no digits', () => {
    expect([null, Number.NaN, Number.POSITIVE_INFINITY].map((value) => formatValue(value, 'ms'))).toEqual([
      '–',
      '–',
      '–',
    ]);
  });

  test('rates and bounds stand as people write them', () => {
    expect([formatValue(70, 'per second'), formatBound(500, 'ms'), formatBound(0.005, 'share')]).toEqual([
      '70/s',
      '500 ms',
      '0.5%',
    ]);
  });
});

describe('changes', () => {
  test('the uncertainty decides the digits', () => {
    expect(formatChange(ratio(0.152, 0.03))).toBe('+15.2% ± 3.0');
    expect(formatChange(ratio(0.309, 0.07))).toBe('+31% ± 7');
    expect(formatChange(ratio(0.00412, 0.0004))).toBe('+0.41% ± 0.04');
    expect(formatChange(share(0.218, 0.036))).toBe('+21.8 pp ± 3.6');
  });

  test('a loss has a true minus sign, nothing has no sign', () => {
    expect(formatChange(ratio(-0.021, 0.01))).toBe('\u22122.1% ± 1.0');
    expect(formatChange(ratio(-0.0001, 0.01))).toBe('0.0% ± 1.0');
  });

  test('an interval says its unit once', () => {
    expect(formatInterval(ratio(0.31, 0.07))).toBe('+24 to +38%');
    expect(formatInterval(ratio(0, 0.012))).toBe('\u22121.2 to +1.2%');
  });

  test('nothing measured, nothing said', () => {
    expect(formatChange({ ...ratio(0, 1), change: null })).toBe('–');
    expect(formatResolution(ratio(0, 1), null)).toBe('–');
  });

  test('margins stand as they were written', () => {
    expect(formatMargin(ratio(0, 1), 0.1)).toBe('10%');
    expect(formatMargin(ratio(0, 1), 0.075)).toBe('7.5%');
    expect(formatMargin(share(0, 1), 0.005)).toBe('0.5 pp');
  });

  test('two values share a unit only where it is the same', () => {
    expect(formatSides({ base: 12.1, head: 12.4, unit: 'ms' })).toBe('12.1 → 12.4 ms');
    expect(formatSides({ base: 9000, head: 12_000, unit: 'ms' })).toBe('9000 ms → 12.0 s');
    expect(formatSides({ base: 0, head: 0.218, unit: 'share' })).toBe('0 → 21.8%');
    expect(formatSides({ base: null, head: 12, unit: 'ms' })).toBe('– → 12.0 ms');
  });
});
