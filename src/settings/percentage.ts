import { expected, is, type Reader, type Reading } from './reader.ts';

export interface PercentageBounds {
  readonly unit: '%' | 'pp';
  /** Whether zero itself is allowed. */
  readonly zero?: boolean;
  /** In percent. */
  readonly most: number;
  /** What the number is, for the sentence about a wrong one. */
  readonly noun: string;
}

/** A percentage or a number of percentage points, read as a ratio: 5% is 0.05. A bare number is never guessed at. */
export function percentage(bounds: PercentageBounds): Reader<number> {
  return {
    read: (text) => readPercentage(text, bounds),
    editor: { pattern: `^\\d+(\\.\\d+)?\\s?${bounds.unit}$` },
  };
}

function readPercentage(text: string, bounds: PercentageBounds): Reading<number> {
  const { unit, most, noun } = bounds;
  const range = `${noun} ${bounds.zero === true ? 'from 0' : 'above 0'} to ${most}${unit}`;
  const [, sign, digits, suffix] = /^([-+]?)(\d{1,9}(?:\.\d{1,9})?)\s?(%|pp|)$/.exec(text) ?? [];
  if (digits === undefined || sign !== '') return expected(`${range}, such as 5${unit}`);
  if (suffix === '') return expected(bareNumber(Number(digits), unit));
  if (suffix !== unit) return expected(otherUnit(digits, bounds));
  const percent = Number(digits);
  if (percent > most || (percent === 0 && bounds.zero !== true)) return expected(range);
  return is(percent / 100);
}

/** The two ways in which a number without a unit may have been meant. */
function bareNumber(number: number, unit: string): string {
  const asRatio = Number((number * 100).toPrecision(12));
  return `a unit; write ${number}${unit} if that was meant, or ${asRatio}${unit} if ${number} was meant as a ratio`;
}

function otherUnit(digits: string, { unit, noun }: PercentageBounds): string {
  return unit === 'pp'
    ? `${noun} in percentage points, the difference of two shares; write ${digits}pp`
    : `${noun} in percent; write ${digits}%`;
}
