import type { Patience } from '../github/client.ts';
import type { Job } from '../github/job.ts';
import type { runCompare } from '../pipeline/compare.ts';
import type { Surroundings } from '../pipeline/surroundings.ts';
import type { Errand } from './errand.ts';

/** The world that the door opens to. */
export interface World {
  readonly environment: Surroundings['environment'];
  readonly job: Job;
  /** Aborted when the run is cancelled. */
  readonly signal: AbortSignal;
  readonly version: string;
  readonly compare: typeof runCompare;
  readonly record?: Errand;
  readonly doctor?: Errand;
  readonly patience?: Patience;
}
