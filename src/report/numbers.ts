import type { Unit } from '../core/observations.ts';

export const MINUS = '\u2212';
/** Stands where nothing was measured. */
export const NOTHING = '–';

/** A value with its unit, in as many digits as a reader can use. */
export function formatValue(value: number | null, unit: Unit): string {
  if (value === null || !Number.isFinite(value)) return NOTHING;
  switch (unit) {
    case 'ms':
      return formatMs(value);
    case 'share':
      return formatShare(value);
    case 'bytes':
      return formatBytes(value);
    case 'per second':
      return `${countable(value)}/s`;
    case 'count':
    case 'none':
      return countable(value);
  }
}

/** Three significant digits: microseconds below 0.1 ms, seconds from 10 s on. */
export function formatMs(ms: number): string {
  const rounded = Math.abs(Number(ms.toPrecision(3)));
  if (rounded >= 10_000) return `${significant(ms / 1000)} s`;
  if (rounded > 0 && rounded < 0.1) return `${significant(ms * 1000)} µs`;
  return `${significant(ms)} ms`;
}

/** A share in percent. What is almost nothing or almost all never rounds to 0% or 100%. */
export function formatShare(share: number): string {
  const percent = share * 100;
  if (percent === 0 || percent === 100) return `${percent}%`;
  if (percent > 0 && percent < 0.005) return '<0.01%';
  if (percent < 100 && percent >= 99.995) return '>99.99%';
  return `${fixed(percent, percent < 10 || percent > 99 ? 2 : 1)}%`;
}

const BYTE_UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  // 1023.5 would print as 1020 or 1024 of the smaller unit.
  while (Math.abs(value) >= 999.5 && unit < BYTE_UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${unit === 0 ? fixed(value, 0) : significant(value)} ${BYTE_UNITS[unit]}`;
}

export function formatSeconds(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 120) return `${whole} s`;
  const rest = whole % 60;
  return rest === 0 ? `${whole / 60} min` : `${Math.floor(whole / 60)} min ${rest} s`;
}

/** Three significant digits, all digits of the integer part. */
export function significant(value: number): string {
  if (value === 0) return '0';
  const magnitude = Math.floor(Math.log10(Math.abs(Number(value.toPrecision(3)))));
  return fixed(value, Math.min(20, Math.max(0, 2 - magnitude)));
}

const countable = (value: number): string => (Number.isInteger(value) ? fixed(value, 0) : significant(value));

/** A limit as its author wrote it. */
export function formatBound(value: number, unit: Unit): string {
  if (unit === 'ms') return `${plain(value)} ms`;
  if (unit === 'share') return `${plain(value * 100)}%`;
  return formatValue(value, unit);
}

/** `toFixed` with a true minus sign and no signed zero. */
export function fixed(value: number, digits: number): string {
  const text = Math.abs(value).toFixed(digits);
  return value < 0 && Number(text) !== 0 ? MINUS + text : text;
}

export function signed(value: number, digits: number): string {
  const text = fixed(value, digits);
  return value > 0 && Number(text) !== 0 ? `+${text}` : text;
}

/** At most two decimals, none that is needless: for numbers that people wrote, such as margins. */
export const plain = (value: number): string => fixed(value, 2).replace(/\.0+$|(\.\d*?)0+$/, '$1');

/** A whole number in groups of three: "12,345". */
export const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',');

/** "1 endpoint", "9 endpoints". */
export const count = (many: number, noun: string): string => `${many} ${noun}${many === 1 ? '' : 's'}`;

/** The first of `all` things by name, the rest as a number. */
export function listed(named: readonly string[], all: number): string {
  const more = all - named.length;
  return more > 0 ? `${named.join(', ')} and ${more} more` : named.join(' and ');
}
