import type { BacklogFinding } from './backlog/finding.ts';
import type { History } from './baseline/history.ts';
import type { Capacity } from './capacity/capacity.ts';
import type { CapacityFinding } from './capacity/finding.ts';
import type { ConfigurationFinding } from './configuration/finding.ts';
import type { GrowthFinding } from './growth/finding.ts';
import type { Judgement } from './judgement.ts';
import type { Observations } from './observations.ts';
import type { Policy } from './policy.ts';
import type { Side } from './side.ts';

export const RESULT_SCHEMA = 'plimsoll.result/1';

/** What head was held against when base did not run beside it. */
export interface StoredAgainst {
  readonly kind: 'stored';
  /** Recordings behind the comparison. */
  readonly runs: number;
  /** `ratio`: to the reference service in the same windows. `raw`: values as they were measured. */
  readonly form: 'ratio' | 'raw';
  /** The nearest of them, in commits before the merge base; null when there is none. */
  readonly nearest: { readonly commit: string; readonly distance: number } | null;
  /** What else the nearest was made under, in words. */
  readonly differences: readonly string[];
  /** Where they are kept, in words: "branch plimsoll of origin". */
  readonly where: string;
}

/** One of two finished runs, as its file tells it. */
export interface FinishedSide {
  /** What wrote the file, in words: "JMeter's CSV". */
  readonly format: string;
  /** Epoch ms of its first counted window. */
  readonly startedAt: number;
  readonly seconds: number;
  /** Requests per second. */
  readonly rate: number;
  /** How many independent windows its dependent ones are worth; null where they were paired or are too few. */
  readonly effective: number | null;
}

/** Two finished runs that others made, with tools that nobody told to take turns. */
export interface FinishedAgainst {
  readonly kind: 'finished';
  /** `clock`: both had load at the same time, so windows were paired by it. `none`: at different times. */
  readonly pairing: 'clock' | 'none';
  /** Share of the time of both in which both had load, in [0, 1]. */
  readonly overlap: number;
  readonly base: FinishedSide;
  readonly head: FinishedSide;
  /** The coarser step in which the files count latencies, ms; 0 where it plays no part. */
  readonly stepMs: number;
}

/** A dashboard, opened on the time of a run. */
export interface DashboardLink {
  readonly name: string;
  readonly url: string;
}

/** One comparison, whole: everything a report is made from and everything needed to judge it again. */
export interface Result {
  readonly schema: typeof RESULT_SCHEMA;
  /** Absent where both versions ran side by side. */
  readonly against?: StoredAgainst | FinishedAgainst;
  readonly judgement: Judgement;
  readonly policy: Policy;
  readonly measurement: Measurement;
  readonly provenance: Provenance;
  readonly observations: Observations;
  /** Absent where capacities were not compared. */
  readonly capacity?: CapacityFinding;
  /** Absent where no queues were seen. */
  readonly backlog?: BacklogFinding;
  /** Absent where growth was not tried. */
  readonly growth?: GrowthFinding;
  /** Absent where no Grafana was named. */
  readonly dashboards?: readonly DashboardLink[];
  /** The last commits of the default branch; absent where too few are recorded. */
  readonly history?: History;
  /** Absent where nothing was declared to be configuration, and where the versions do not come from git. */
  readonly configuration?: ConfigurationFinding;
  /** Remarks a reader must see beside the verdict, most important first, in plain text. */
  readonly notes: readonly string[];
}

/** How the load was dealt. */
export interface Measurement {
  readonly seed: string;
  readonly windowMs: number;
  readonly slotMs: number;
  /** Windows judged and windows that the budget allowed. */
  readonly windows: number;
  readonly windowsMost: number;
  /** Looks planned, in windows. */
  readonly plannedLooks: readonly number[];
  /** Iterations per second offered, and where the number came from. */
  readonly rate: number;
  readonly rateSource: 'set' | 'default' | 'measured';
  /** Of base; absent where nobody looked for it. */
  readonly capacity?: Capacity;
  /** Requests per second seen while a side had the load. */
  readonly requestsPerSecond: number;
  readonly starts: readonly {
    readonly order: readonly Side[];
    readonly startUpMs: number;
    readonly firstWindow: number;
    /** Epoch ms at which that window began; absent in results of versions that did not write it down. */
    readonly startAt?: number;
  }[];
  /** Starts planned; a run that is decided early makes fewer. */
  readonly startsMost: number;
  /** Processors that the load generators used on average; absent where the system does not tell. */
  readonly generatorCores?: number;
  /** Arrivals that the generator could not start, by side. */
  readonly dropped: readonly number[];
  /** The script's own thresholds by side: conditions that failed in any start. */
  readonly thresholds: readonly {
    readonly side: Side;
    readonly metric: string;
    readonly condition: string;
    readonly ok: boolean;
  }[];
}

/** Under what conditions it was measured. */
export interface Provenance {
  readonly plimsoll: string;
  readonly engine: { readonly name: string; readonly version: string };
  /** Epoch ms. */
  readonly startedAt: number;
  readonly base: SideOrigin;
  readonly head: SideOrigin;
  readonly script: { readonly path: string; readonly hash: string };
  readonly machine: {
    readonly cpu: string;
    readonly cores: number;
    readonly memoryBytes: number;
    readonly system: string;
  };
}

/** Where a side came from: a commit, or a URL that someone else keeps up. */
export interface SideOrigin {
  readonly label: string;
  readonly commit: string | null;
}
