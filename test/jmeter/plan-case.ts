import type { JMeterScript } from '../../src/engines/jmeter/script.ts';
import type { Ran } from './load-plan.ts';

/** A plan, and what is known of it. */
export interface PlanCase {
  readonly name: string;
  /** By path; `plan.jmx` is the plan. */
  readonly files: Readonly<Record<string, string>>;
  /** What a user would have to say beside its path. */
  readonly settings?: Partial<JMeterScript>;
  /** Labels of samplers that ask nothing of the service. */
  readonly silent?: readonly string[];
  /** What must become of it; left out, anything but a failure. */
  readonly expected?: 'worked' | RegExp;
  /** Throws where something of the plan's own went missing. */
  readonly check?: (ran: Ran) => void;
}
