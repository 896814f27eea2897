import type { Provenance } from '../result.ts';
import type { AlarmRate } from './alarm-rate.ts';
import type { ExaminedRun } from './examined-run.ts';
import type { Range } from './range.ts';
import type { MetricResolution } from './reached-resolution.ts';
import type { StartEffect } from './start-effect.ts';

export const EXAMINATION_SCHEMA = 'plimsoll.doctor/1';

/** What a machine and a service were found to be like when a build was compared with itself, again and again. */
export interface Examination {
  readonly schema: typeof EXAMINATION_SCHEMA;
  readonly diagnosis: Diagnosis;
  /** Runs that came to no result, and why. */
  readonly failures: readonly FailedRun[];
  /** Whether it was stopped before its time. */
  readonly interrupted: boolean;
  /** Remarks a reader must see beside the figures, in plain text. */
  readonly notes: readonly string[];
}

export interface FailedRun {
  /** Number of the run, from 1. */
  readonly run: number;
  readonly message: string;
  readonly hint: string;
}

/** What unchanged comparisons say together. */
export interface Diagnosis {
  readonly runs: readonly ExaminedRun[];
  readonly verdicts: Readonly<Record<ExaminedRun['verdict'], number>>;
  readonly alarms: AlarmRate;
  /** Load until the verdict, s. */
  readonly seconds: Range;
  readonly startEffects: readonly StartEffect[];
  readonly allowance: {
    /** What the runs allowed, as a ratio minus one. */
    readonly used: Range;
    /** By starts of a run; null where too few starts were seen to suggest anything. */
    readonly suggested: readonly { readonly starts: number; readonly delta: number | null }[];
  };
  readonly resolutions: readonly MetricResolution[];
  readonly load: Load;
  /** Of the first run. */
  readonly provenance: Provenance;
}

/** How the load was dealt, and whether the generator bore it. */
export interface Load {
  /** Iterations per second offered, and where the number came from. */
  readonly rate: number;
  readonly rateSource: 'set' | 'default' | 'measured';
  readonly requestsPerSecond: Range;
  /** Load time at most, s. */
  readonly budgetSeconds: number;
  readonly windowMs: Range;
  readonly slotMs: Range;
  /** Starts of both sides that a run took until its verdict. */
  readonly starts: Range;
  /** Share of arrivals that found no free virtual user. */
  readonly dropped: number;
  /** Share of windows in which the generator itself was held up. */
  readonly lost: number;
}
