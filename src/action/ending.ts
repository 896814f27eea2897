import type { Event } from '../github/event.ts';
import type { Inputs } from './inputs.ts';
import type { Outcome } from './outcome.ts';
import type { Run } from './run.ts';

/** How the step ended, and to whom it matters. */
export type Ending = Told | Done;

export interface Told {
  readonly kind: 'told';
  /** One, but for reports on several jobs; the gravest last, because later outputs replace earlier ones. */
  readonly tellings: readonly Telling[];
}

/** An outcome in the name of the job that it belongs to, which need not be the one that we run in. */
export interface Telling {
  readonly outcome: Outcome;
  readonly run: Run;
  readonly inputs: Inputs;
  /** Null when the event could not be read. */
  readonly event: Event | null;
  /** Why nothing is written to the pull request, where that is no mistake. */
  readonly notice?: string;
}

/** Something other than a verdict came of it. */
export interface Done {
  readonly kind: 'done';
  /** For the log. */
  readonly text: string;
  /** Markdown for the job summary. */
  readonly summary: string;
  readonly code: number;
}
