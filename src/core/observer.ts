import type { QueueEvidence } from './backlog/evidence.ts';
import type { Gauge, Reading } from './gauge-store.ts';
import type { Target } from './target.ts';

/** One start of the targets, as those see it who watch from beside the load. */
export interface ObservedLeg {
  readonly targets: readonly Target[];
  /** Counted windows `[from, to)` of the run. */
  readonly from: number;
  readonly to: number;
  /** Epoch ms at which window `from` begins. */
  readonly startAt: number;
  readonly windowMs: number;
}

/** Follows one start of the targets. Neither promise rejects: what cannot be read becomes a warning. */
export interface Attendance {
  /** Brings in what is known by now of the windows before `windows`; a look waits for it. */
  catchUp(windows: number): Promise<void>;
  /** The load is over, the targets still run; the last counted window was `windows - 1`. */
  end(windows: number): Promise<void>;
}

export type WriteGauge = (gauge: Gauge, reading: Reading) => void;

/** A source that says something about the targets while the load runs; what it says becomes gauges. */
export interface Observer extends AsyncDisposable {
  attend(leg: ObservedLeg, write: WriteGauge): Attendance;
  /** What was seen of queues; left out by sources that know of none. */
  queues?(): readonly QueueEvidence[];
  /** What could not be observed and why, in words for the reader, each once. */
  readonly warnings: readonly string[];
}

/** Those who watch, as one. */
export function attendAll(observers: readonly Observer[], leg: ObservedLeg, write: WriteGauge): Attendance {
  const attendances = observers.map((observer) => observer.attend(leg, write));
  return {
    catchUp: async (windows) => {
      await Promise.all(attendances.map((attendance) => attendance.catchUp(windows)));
    },
    end: async (windows) => {
      await Promise.all(attendances.map((attendance) => attendance.end(windows)));
    },
  };
}
