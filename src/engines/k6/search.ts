import type { K6Plan } from '../../core/plan.ts';

/** What is looked for, and where the search may look. */
export interface Search {
  readonly wish: K6Plan;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
  /** Where release archives are: `<releases>/v<version>/<archive>`. */
  readonly releases: string;
  /** Node's names for this machine. */
  readonly platform: string;
  readonly arch: string;
}
