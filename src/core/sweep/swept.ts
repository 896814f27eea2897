import type { Comparison } from '../judgement.ts';
import type { Measurement, Provenance } from '../result.ts';
import type { GrowthAudit } from './audit.ts';
import type { SweepDesign } from './sweep-design.ts';

export const SWEEP_SCHEMA = 'plimsoll.sweep/1';

/**
 * Where a variant stands against today's values. `pays`: better in something and worse in nothing. `costs`: worse in something and
 * better in nothing. `trades`: both. `open`: could not be told apart. `does not serve`: most of its requests failed.
 */
export type SweptStanding = 'today' | 'pays' | 'costs' | 'trades' | 'open' | 'does not serve';

export interface SweptVariant {
  readonly standing: SweptStanding;
  /** Against today's values: p50, p95, errors, CPU per request and peak memory, as far as they were measured. */
  readonly comparisons: readonly Comparison[];
  /** Counted windows that it took part in; fewer than the sweep's when it was dropped. */
  readonly windows: number;
}

/** Settings tried side by side. */
export interface SweepFinding {
  /** In the order of the design; the first is today's. */
  readonly variants: readonly SweptVariant[];
  /** Variants that serve, fastest p95 first, by index; today's among them. */
  readonly order: readonly number[];
  /** The variant that pays most; null when none is proven to. */
  readonly best: number | null;
  /** Probability that any word of better or worse in it is wrong, at most. */
  readonly alpha: number;
}

/** A sweep, whole: what was tried, what came of it, and under what conditions. */
export interface SweepResult {
  readonly schema: typeof SWEEP_SCHEMA;
  readonly design: SweepDesign;
  /** Absent where only growth was tried, and `growth` where it was not. */
  readonly finding?: SweepFinding;
  readonly growth?: GrowthAudit;
  readonly measurement: Pick<Measurement, 'seed' | 'rate' | 'rateSource'> & {
    readonly windowMs: number;
    readonly windows: number;
    readonly windowsMost: number;
    readonly plannedLooks: readonly number[];
    /** Time under load, warm-up included, ms. */
    readonly loadMs: number;
  };
  readonly provenance: Pick<Provenance, 'plimsoll' | 'engine' | 'startedAt' | 'script' | 'machine'> & {
    readonly commit: string | null;
    readonly label: string;
  };
  readonly notes: readonly string[];
}
