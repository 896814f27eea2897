/** One request as the engine saw it. */
export interface Sample {
  /** Number of the counted window in which the request's iteration began; 0-based over the whole run. */
  readonly window: number;
  /** Index of the side in the schedule. */
  readonly side: number;
  readonly endpoint: string;
  /** From the actual send to the end of the answer, in milliseconds. */
  readonly durationMs: number;
  readonly failed: boolean;
  /** Epoch ms at which the answer was complete. */
  readonly endedAt: number;
}

/** Where an engine delivers what it reads, as it reads it. */
export interface SampleSink {
  request(sample: Sample): void;
  /** An iteration of a counted window began, at an epoch time in ms; every one begun must end, or it hangs in the service. */
  begun(window: number, side: number, at: number): void;
  /** It ended, at an epoch time in ms; `durationMs` includes the script's own pauses. */
  ended(window: number, side: number, durationMs: number, at: number): void;
  /** Arrivals that the engine could not start because all its virtual users were busy, at an epoch time in ms. */
  dropped(side: number, count: number, at: number): void;
  /** A check of the script (`passed` as the script judged it) in a counted window. */
  check(window: number, side: number, name: string, passed: boolean): void;
  /** A value of a metric that the script defines itself, in a counted window. */
  custom(window: number, side: number, metric: string, value: number): void;
  /** A request that went to an origin other than the side's target; it is no sample of either version. */
  stray(side: number, origin: string): void;
}
