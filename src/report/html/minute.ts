import { isoDay } from '../history-date.ts';

const MINUTE_MS = 60_000;

/** "2026-11-23 09:30 UTC". */
export function isoMinute(epochMs: number): string {
  const minutes = Math.floor(epochMs / MINUTE_MS) % 1440;
  const two = (value: number): string => `${value}`.padStart(2, '0');
  return `${isoDay(epochMs)} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)} UTC`;
}
