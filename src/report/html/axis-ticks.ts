import type { Unit } from '../../core/observations.ts';
import { fixed, MINUS } from '../numbers.ts';

/** Round places on an axis, and what is written at them. */
export interface Ticks {
  readonly values: readonly number[];
  label(value: number): string;
}

interface Scale {
  /** The written number is the value divided by this. */
  readonly size: number;
  readonly suffix: string;
}

const STEPS = [1, 2, 5, 10];

/** At most about `most` ticks at even steps that are round in the unit that is written: MiB, not bytes. */
export function evenTicks(
  [low, high]: readonly [number, number],
  unit: Unit | 'change',
  most: number,
): Ticks {
  const { size, suffix } = scaleOf(unit, Math.max(Math.abs(low), Math.abs(high)));
  const raw = (high - low) / size / most;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = power * (STEPS.find((each) => each * power >= raw * 0.999) ?? 10);
  const first = Math.ceil(low / size / step - 1e-9);
  const last = Math.floor(high / size / step + 1e-9);
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  return {
    values: Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => (first + at) * step * size),
    label: (value) => sign(unit, value) + fixed(Math.abs(value) / size, digits) + suffix,
  };
}

/** Powers of ten and, where those are few, their doubles and halves. */
export function logTicks([low, high]: readonly [number, number], unit: Unit, most: number): Ticks {
  const powers = Array.from({ length: 40 }, (_, at) => 10 ** (at - 20));
  const among = (steps: readonly number[]): number[] =>
    powers
      .flatMap((power) => steps.map((step) => step * power))
      .filter((tick) => tick >= low && tick <= high);
  const fine = among([1, 2, 5]);
  const values = fine.length <= most ? fine : among([1]);
  return { values, label: (value) => labelAlone(value, unit) };
}

function labelAlone(value: number, unit: Unit): string {
  const { size, suffix } = scaleOf(unit, value);
  return Number((value / size).toPrecision(3)) + suffix;
}

function sign(unit: Unit | 'change', value: number): string {
  if (value < 0) return MINUS;
  return unit === 'change' && value > 0 ? '+' : '';
}

function scaleOf(unit: Unit | 'change', most: number): Scale {
  switch (unit) {
    case 'change':
    case 'share':
      return { size: 0.01, suffix: '%' };
    case 'ms':
      if (most >= 10_000) return { size: 1000, suffix: ' s' };
      return most < 0.1 ? { size: 0.001, suffix: ' µs' } : { size: 1, suffix: ' ms' };
    case 'bytes': {
      const unitAt = Math.min(4, Math.max(0, Math.floor(Math.log2(Math.max(1, most)) / 10)));
      return { size: 1024 ** unitAt, suffix: [' B', ' KiB', ' MiB', ' GiB', ' TiB'][unitAt] ?? ' B' };
    }
    case 'per second':
      return { size: 1, suffix: '/s' };
    case 'count':
    case 'none':
      return { size: 1, suffix: '' };
  }
}
