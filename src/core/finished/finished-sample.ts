/** One request of a run that somebody else made, or several that a summary tells of at once. */
export interface FinishedSample {
  /** Epoch ms at which it was sent. */
  readonly startedAt: number;
  readonly endpoint: string;
  readonly durationMs: number;
  readonly failed: boolean;
  /** How many requests this stands for. */
  readonly count: number;
  /** Whether it encloses others that were recorded beside it, as a transaction does. */
  readonly encloses: boolean;
}

/** Where a reader delivers what it finds, as it reads it. */
export interface FinishedSink {
  request(sample: FinishedSample): void;
  /** A record that cannot be understood. */
  broken(): void;
  /** What the file knows of times: the length of the intervals that it sums up, and the step in which it counts latencies, ms. */
  resolution(of: { readonly intervalMs?: number; readonly stepMs?: number }): void;
}
