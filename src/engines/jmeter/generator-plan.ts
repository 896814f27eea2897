import type { LoadTarget } from '../../core/engine.ts';

/** What one JMeter is started with. */
export interface GeneratorPlan {
  readonly target: LoadTarget;
  /** Index of the side. */
  readonly side: number;
  /** The copy of the plan. */
  readonly plan: string;
  /** Servers of JMeter's that make the load; none where it is made here. */
  readonly servers: readonly string[];
  readonly slotMs: number;
  /** Private folder, which holds the properties. */
  readonly folder: string;
  /** UDP port on which JMeter hears our command to stop. */
  readonly port: number;
  readonly countsTransaction: (label: string) => boolean;
  /** Epoch ms at which the load is over. */
  readonly endsAt: number;
}
