/** Epoch ms of what a tool wrote down as a moment; NaN for what is none. */
export function readEpoch(text: string): number {
  const value = text === '' ? Number.NaN : Number(text);
  if (value >= 0) return fromNumber(value);
  const written = WRITTEN.exec(text);
  if (written === null) return Number.NaN;
  const [, date = '', time = '', fraction = '', zone = ''] = written;
  // Without a zone any will do: only the distance between the moments of a run matters, and whether two runs overlapped.
  return Date.parse(
    `${date.replaceAll('/', '-')}T${time}.${fraction.slice(0, 3).padEnd(3, '0')}${zone || 'Z'}`,
  );
}

/** `2026-11-23T15:04:05.123456789Z`, `2026/11/23 15:04:05.123`, `2026-11-23 15:04:05,123+01:00`. */
const WRITTEN = /^(\d{4}[-/]\d\d[-/]\d\d)[ T](\d\d:\d\d:\d\d)(?:[.,](\d{1,9}))?(Z|[+-]\d\d:\d\d)?$/;

/** Seconds, milli-, micro- or nanoseconds, told apart by size: each covers the years 1973 to 5138. */
function fromNumber(value: number): number {
  if (value < 1e11) return value * 1000;
  if (value < 1e14) return value;
  return value < 1e17 ? value / 1e3 : value / 1e6;
}
