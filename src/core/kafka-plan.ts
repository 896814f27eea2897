import type { Secret } from './server-plan.ts';

/** A topic as one consumer group reads it; both names may hold `$side`. */
export interface QueuePlan {
  readonly topic: string;
  readonly group: string;
}

export const SASL_MECHANISMS = ['plain', 'scram-sha-256', 'scram-sha-512'] as const;

export interface SaslPlan {
  readonly mechanism: (typeof SASL_MECHANISMS)[number];
  readonly user: Secret;
  readonly password: Secret;
}

/** The queues between the service and its consumers, and the brokers that keep them. */
export interface KafkaPlan {
  /** `host:port` of some brokers of the cluster; may hold `$side` where each side has a cluster of its own. */
  readonly brokers: readonly string[];
  readonly queues: readonly QueuePlan[];
  readonly tls: boolean;
  /** Null where anybody may read. */
  readonly sasl: SaslPlan | null;
}

/** A name as one side has it. */
export const nameOnSide = (name: string, side: string): string => name.replaceAll('$side', side);
