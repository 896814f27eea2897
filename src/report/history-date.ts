const DAY_MS = 86_400_000;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

interface Day {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

/** "2026-11-23", in UTC: the same on every machine. */
export function isoDay(epochMs: number): string {
  const { year, month, day } = dayOf(epochMs);
  return `${year}-${`${month}`.padStart(2, '0')}-${`${day}`.padStart(2, '0')}`;
}

/** "2026-11-23T09:30:05", in UTC: as JUnit writes times. */
export function isoSecond(epochMs: number): string {
  const seconds = Math.floor(epochMs / 1000) % 86_400;
  const two = (value: number): string => `${Math.floor(value)}`.padStart(2, '0');
  return `${isoDay(epochMs)}T${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** "23 Nov". */
export function shortDay(epochMs: number): string {
  const { month, day } = dayOf(epochMs);
  return `${day} ${MONTHS[month - 1]}`;
}

/** Day of the Gregorian calendar, counted in eras of 400 years from 1 March 0000 (Hinnant, chrono-compatible date algorithms). */
function dayOf(epochMs: number): Day {
  const days = Math.floor(epochMs / DAY_MS) + 719_468;
  const era = Math.floor(days / 146_097);
  const inEra = days - era * 146_097;
  const yearOfEra = Math.floor(
    (inEra - Math.floor(inEra / 1460) + Math.floor(inEra / 36_524) - Math.floor(inEra / 146_096)) / 365,
  );
  const inYear = inEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * inYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {
    year: yearOfEra + 400 * era + (month <= 2 ? 1 : 0),
    month,
    day: inYear - Math.floor((153 * shifted + 2) / 5) + 1,
  };
}
