import type { JMeterPlan } from '../../core/plan.ts';
import type { Environment } from './java.ts';

/** What is looked for, and where the search may look. */
export interface Search {
  readonly wish: Pick<JMeterPlan, 'home' | 'version' | 'sha512'>;
  readonly environment: Environment;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
  readonly java: string;
  /** Where archives are: `<archives>/apache-jmeter-<version>.tgz`. */
  readonly archives: string;
}
