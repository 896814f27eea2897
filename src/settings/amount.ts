import { expected, is, type Reader } from './reader.ts';

/** An amount with one of several units, read in the smallest of them. */
interface Amount {
  readonly units: Readonly<Record<string, number>>;
  readonly least: number;
  readonly most: number;
  /** What was expected of an amount that is malformed or out of range. */
  readonly expected: string;
}

const MILLISECONDS = { ms: 1, s: 1000, m: 60_000 };
const BYTES = { kB: 1e3, MB: 1e6, GB: 1e9, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 };

/** A duration such as 300ms, 90s or 5m, read in milliseconds. */
export const duration = (bounds: Omit<Amount, 'units'>): Reader<number> =>
  amount({ ...bounds, units: MILLISECONDS });

/** A size such as 512MiB, read in bytes. */
export const size = (bounds: Omit<Amount, 'units'>): Reader<number> => amount({ ...bounds, units: BYTES });

function amount(bounds: Amount): Reader<number> {
  const names = Object.keys(bounds.units).join('|');
  const pattern = new RegExp(`^(\\d{1,12}(?:\\.\\d{1,6})?)\\s?(${names})$`);
  return {
    read: (text) => {
      const [, digits, unit] = pattern.exec(text) ?? [];
      if (digits === undefined || unit === undefined) {
        const bare = /^\d+(\.\d+)?$/.test(text) ? ', with its unit' : '';
        return expected(bounds.expected + bare);
      }
      const value = Number(digits) * (bounds.units[unit] ?? Number.NaN);
      return value >= bounds.least && value <= bounds.most ? is(value) : expected(bounds.expected);
    },
    editor: { pattern: `^\\d+(\\.\\d+)?\\s?(${names})$` },
  };
}
