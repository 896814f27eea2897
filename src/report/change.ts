import type { Comparison } from '../core/judgement.ts';
import { fixed, formatValue, NOTHING, plain, signed, significant } from './numbers.ts';

type Scaled = Pick<Comparison, 'kind' | 'unit'>;
type Changed = Pick<Comparison, 'kind' | 'unit' | 'change'>;

/** "+15.2% ± 3.0": the change and half its 95% interval. */
export function formatChange(comparison: Changed): string {
  const { change } = comparison;
  if (change === null) return NOTHING;
  const half = (change.high - change.low) / 2;
  const estimate = formatStep(comparison, change.estimate, half);
  return `${estimate} ± ${formatSize(comparison, half).bare}`;
}

/** "+31%". */
export function formatEstimate(comparison: Changed): string {
  const { change } = comparison;
  if (change === null) return NOTHING;
  return formatStep(comparison, change.estimate, (change.high - change.low) / 2);
}

/** "+24 to +38%". */
export function formatInterval(comparison: Changed): string {
  const { change } = comparison;
  if (change === null) return NOTHING;
  const half = (change.high - change.low) / 2;
  const scale = scaleOf(comparison);
  const low = signed(change.low * scale.factor, digitsFor(half * scale.factor, scale));
  return `${low} to ${formatStep(comparison, change.high, half)}`;
}

/** A change with its sign; `precision` is the uncertainty that decides the digits. */
export function formatStep(of: Scaled, value: number, precision: number): string {
  const scale = scaleOf(of);
  return signed(value * scale.factor, digitsFor(precision * scale.factor, scale)) + scale.suffix;
}

/** Ratios from here on are read more easily as multiples. */
const MULTIPLE = 10;

/** A resolution, without a sign: "3.6%", "0.31 pp", "40×". */
export function formatResolution(of: Scaled, value: number | null): string {
  if (value === null || !Number.isFinite(value)) return NOTHING;
  if (of.kind === 'ratio' && value >= MULTIPLE) return `${significant(1 + value)}×`;
  return formatSize(of, value).text;
}

/** A margin as its author wrote it. */
export function formatMargin(of: Scaled, margin: number | null): string {
  if (margin === null) return NOTHING;
  const scale = scaleOf(of);
  return plain(margin * scale.factor) + scale.suffix;
}

function formatSize(of: Scaled, value: number): { bare: string; text: string } {
  const scale = scaleOf(of);
  const bare = fixed(value * scale.factor, digitsFor(value * scale.factor, scale));
  return { bare, text: bare + scale.suffix };
}

interface Scale {
  readonly factor: number;
  readonly suffix: string;
}

function scaleOf({ kind, unit }: Scaled): Scale {
  if (kind === 'ratio') return { factor: 100, suffix: '%' };
  if (unit === 'share') return { factor: 100, suffix: ' pp' };
  if (unit === 'ms') return { factor: 1, suffix: ' ms' };
  if (unit === 'bytes') return { factor: 2 ** -20, suffix: ' MiB' };
  return { factor: 1, suffix: unit === 'per second' ? '/s' : '' };
}

/** Digits that the uncertainty leaves standing: a tenth of it is the last one shown. */
function digitsFor(uncertainty: number, scale: Scale): number {
  const size = Math.abs(uncertainty);
  if (scale.suffix === ' pp') return size < 0.995 ? 2 : size < 9.95 ? 1 : 0;
  if (size < 0.095) return 2;
  return size < 4.95 ? 1 : 0;
}

/** "12.1 → 12.4 ms": the unit once where both sides share it. */
export function formatSides({ base, head, unit }: Pick<Comparison, 'base' | 'head' | 'unit'>): string {
  const [from, to] = [formatValue(base, unit), formatValue(head, unit)];
  const suffix = / ?[^\d]+$/u.exec(to)?.[0] ?? '';
  return `${suffix !== '' && from.endsWith(suffix) ? from.slice(0, -suffix.length) : from} → ${to}`;
}
