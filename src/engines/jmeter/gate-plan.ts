import type { LegRun } from '../../core/engine.ts';
import { slotsPerWindow } from '../../core/schedule.ts';
import { ownSlots } from '../k6/own-time.ts';
import { GATE_PROPERTY, GATE_SOURCE } from './gate.ts';

export interface GatePlan {
  readonly run: LegRun;
  /** Index of the side. */
  readonly side: number;
  /** Shares of the rate, by stream. */
  readonly weights: readonly number[];
  /** Load machines that share the rate. */
  readonly machines: number;
}

/** Requests in the first moments after a change of side may still wait behind the other side's; ms. */
const MOST_GUARD_MS = 5;

/** What the gate must know of a leg, as properties of JMeter. */
export function gateProperties({ run, side, weights, machines }: GatePlan): Readonly<Record<string, string>> {
  const { leg, pace } = run;
  const windows = leg.warmupWindows + leg.windows;
  const factors = pace?.kind === 'steps' ? pace.factors : new Array<number>(windows).fill(1);
  const values = {
    start: run.startAt,
    slot: leg.slotMs,
    guard: Math.min(leg.slotMs / 20, MOST_GUARD_MS),
    perWindow: slotsPerWindow(leg),
    warmup: leg.warmupWindows,
    firstWindow: leg.firstWindow,
    windows: leg.windows,
    pace: pace?.kind ?? 'even',
    late: pace?.kind === 'steps' ? pace.late : 'dropped',
    slots: ownSlots(leg, side).join(','),
    rates: factors.map((factor) => (run.rate * factor) / machines).join(','),
    weights: weights.join(','),
  };
  const named = Object.entries(values).map(([name, value]) => [`plimsoll.${name}`, String(value)]);
  return { ...Object.fromEntries(named), [GATE_PROPERTY]: GATE_SOURCE };
}
