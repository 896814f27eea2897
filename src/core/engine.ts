import type { Failure } from './failure.ts';
import type { SampleSink } from './sample.ts';
import { type Leg, slotsPerWindow } from './schedule.ts';
import type { Side } from './side.ts';

/** What a script says of itself before any load runs. */
export interface ScriptFacts {
  /** One line per stream of iterations the script defines: its name, the function it runs, its share of the rate in (0, 1]. */
  readonly scenarios: readonly { readonly name: string; readonly exec: string; readonly weight: number }[];
  /** SHA-256 over the script and the local modules it imports, hex. */
  readonly hash: string;
}

export interface LoadTarget {
  readonly side: Side;
  /** Origin without a trailing slash. */
  readonly url: string;
}

/** How iterations come when they do not come evenly. Under a pace a side has `users.most` users, all made beforehand. */
export type Pace =
  /**
   * The rate times the factor of each window, warm-up windows first. An arrival that finds every user busy begins late; once its
   * slot is over it is dropped, or served in the side's next one.
   */
  | { readonly kind: 'steps'; readonly factors: readonly number[]; readonly late: 'dropped' | 'served' }
  /** Every user begins anew as soon as it is free, for as long as its side has the load; the rate plays no part. */
  | { readonly kind: 'saturate' };

/** One stretch of load: a generator per side, alive at the same time, each obeying the same deal. */
export interface LegRun {
  /** In the order of the leg's side indices. */
  readonly targets: readonly LoadTarget[];
  /** Side indices in the order in which generators are spawned; balanced over the legs of a run. */
  readonly order: readonly number[];
  readonly leg: Leg;
  /** Epoch ms at which the leg's first slot begins; may lie in the past when nothing is to be compared (the probe). */
  readonly startAt: number;
  /** Iterations per second offered to whichever side has the load. */
  readonly rate: number;
  /** Virtual users made beforehand and at most, per side. */
  readonly users: { readonly ready: number; readonly most: number };
  /** Left out, the rate is offered evenly. */
  readonly pace?: Pace;
}

/** Epoch ms at which the leg's last slot ends. */
export const endOf = (run: LegRun): number =>
  run.startAt + (run.leg.windows + run.leg.warmupWindows) * slotsPerWindow(run.leg) * run.leg.slotMs;

export interface EngineExit {
  readonly side: Side;
  /** Null when the generator ran to its end or was stopped by us. */
  readonly failure: Failure | null;
  /** What the generator last reported as an error of the script, in its own words; empty when it reported none. */
  readonly said: string;
  /** The script's own thresholds, as the engine judged them on this side; several legs give several entries. */
  readonly thresholds: readonly {
    readonly metric: string;
    readonly condition: string;
    readonly ok: boolean;
  }[];
}

export interface EngineRun {
  /** Resolves when every generator has ended and all it said has reached the sink. Never rejects. */
  readonly ended: Promise<readonly EngineExit[]>;
  /** The generators' processes so far; left out by engines that have none of their own. */
  pids?(): readonly number[];
  /** Stops all generators gently, their last samples included. Safe to call twice. */
  stop(): Promise<void>;
}

/** What the user of a tool can do about load that is of no use. */
export interface Advice {
  /** Its requests go to an origin that is no target. */
  elsewhere(origin: string): string;
  /** It makes no request at all. */
  readonly silent: string;
  /** Most of its requests fail against these targets. */
  failing(targets: string): string;
  /** What must end before its first iteration takes for ever. */
  readonly unbegun: string;
}

/** A load tool that can be held to a schedule. */
export interface Engine {
  readonly name: string;
  readonly version: string;
  /** Left out, that for k6 scripts. */
  readonly advice?: Advice;
  /** Reads the script without load. Throws a settings failure for a script that cannot run. */
  describe(): Promise<ScriptFacts>;
  run(run: LegRun, sink: SampleSink): EngineRun;
}
