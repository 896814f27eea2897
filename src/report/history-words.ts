import { type Creep, findCreep } from '../core/baseline/creep.ts';
import type { History } from '../core/baseline/history.ts';
import type { HistoryChange, MetricHistory } from '../core/baseline/metric-history.ts';
import { formatStep } from './change.ts';
import { isoDay } from './history-date.ts';
import type { Ink } from './ink.ts';
import { subject } from './metric-words.ts';
import { count, formatValue } from './numbers.ts';

/** Creeping metrics named in one sentence. */
const NAMED = 2;

/** "p95 is +14% since v1.2.0, over 31 recorded commits"; null when nothing has crept beyond chance. */
export function describeCreep(history: History, ink: Ink): string | null {
  const creep = findCreep(history).slice(0, NAMED);
  const [first] = creep;
  if (first === undefined) return null;
  const same = creep.filter(({ since }) => since === first.since);
  const changes = same.map((one) => `${subject(one, ink)} is ${sayChange(one)}`).join(' and ');
  const since = first.isRelease ? first.since : first.since.slice(0, 7);
  return `${changes} since ${ink.name(since)}, over ${count(first.commits, 'recorded commit')}`;
}

/** "p95 +12% at 1f3c9aa (2026-09-03): 41.0 to 46.1 ms". */
export function sayHistoryChange(history: MetricHistory, change: HistoryChange, ink: Ink): string {
  const at = history.points[change.index]?.at ?? 0;
  const release = history.points[change.index]?.release ?? null;
  const where = `${ink.name(change.commit.slice(0, 7))} (${release === null ? '' : `${ink.name(release)}, `}${isoDay(at)})`;
  const values = `${formatValue(change.before, history.unit)} to ${formatValue(change.after, history.unit)}`;
  return `${subject(history, ink)} ${sayChange({ ...history, change: change.change })} at ${where}: ${values}`;
}

/** A change with the digits that a tenth of it leaves. */
export function sayChange({ scale, unit, change }: Pick<Creep, 'scale' | 'unit' | 'change'>): string {
  const kind = scale === 'log' ? 'ratio' : 'difference';
  return formatStep({ kind, unit }, change, change / 4);
}
