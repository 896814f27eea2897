import type { Patience } from '../github/client.ts';
import type { Event } from '../github/event.ts';
import type { Job } from '../github/job.ts';
import type { Inputs } from './inputs.ts';
import type { ReportShelf } from './report-shelf.ts';
import type { Run } from './run.ts';

/** What telling everybody needs beside the outcome. */
export interface Publication {
  readonly run: Run;
  readonly inputs: Inputs;
  /** Null when the event could not be read. */
  readonly event: Event | null;
  readonly job: Job;
  /** Where reports with plots are kept; null where there is no such place. */
  readonly shelf: ReportShelf | null;
  /** How long GitHub may keep us waiting. */
  readonly patience: Patience;
}
