import type { Progress } from '../core/progress.ts';

/** The outside world as a front door read it, once. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** One line for the log. */
  readonly say: (line: string) => void;
  readonly progress: (progress: Progress) => void;
  /** Aborted on Ctrl-C or cancellation; everything that runs ends within seconds. */
  readonly signal: AbortSignal;
  /** Token for the repository's remote, where the front door has one; the checkout's own sign-in else. */
  readonly token?: string;
  /** Plimsoll's own version. */
  readonly version: string;
}
