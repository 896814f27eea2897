import type { QueuePlan } from '../../core/kafka-plan.ts';
import { type Admin, Kafka, logLevel, type SASLOptions } from './mended-client.ts';
import type { QueueReader } from './queue-reader.ts';

/** How to reach a cluster, secrets and all. */
export interface ClusterAccess {
  readonly brokers: readonly string[];
  readonly tls: boolean;
  readonly sasl: {
    readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
    readonly username: string;
    readonly password: string;
  } | null;
}

/** A broker that does not answer within this is not there, ms. */
const TIMEOUT_MS = 5000;

/** Connects, so that what is wrong with address or credentials shows at once. Only the admin part of the client is used. */
export async function connectReader({ brokers, tls, sasl }: ClusterAccess): Promise<QueueReader> {
  const kafka = new Kafka({
    clientId: 'plimsoll',
    brokers: [...brokers],
    ssl: tls,
    ...(sasl === null ? {} : { sasl: sasl as SASLOptions }),
    connectionTimeout: TIMEOUT_MS,
    authenticationTimeout: TIMEOUT_MS,
    requestTimeout: TIMEOUT_MS,
    retry: { retries: 2, initialRetryTime: 100, maxRetryTime: 1000 },
    logLevel: logLevel.NOTHING,
  });
  const admin = kafka.admin();
  const disconnect = async (): Promise<void> => await admin.disconnect().catch(() => undefined);
  try {
    await admin.connect();
  } catch (error) {
    await disconnect();
    throw error;
  }
  return {
    read: (queue) => readOffsets(admin, queue),
    topics: async () => await admin.listTopics(),
    groups: async () => (await admin.listGroups()).groups.map(({ groupId }) => groupId),
    [Symbol.asyncDispose]: disconnect,
  };
}

/** Both at once, so that one is hardly older than the other. Offsets beyond 2^53 are centuries away. */
async function readOffsets(admin: Admin, { topic, group }: QueuePlan): ReturnType<QueueReader['read']> {
  try {
    const [ends, commits] = await Promise.all([
      admin.fetchTopicOffsets(topic),
      admin.fetchOffsets({ groupId: group, topics: [topic] }),
    ]);
    const committed = new Map(
      commits
        .flatMap(({ partitions }) => partitions)
        .map(({ partition, offset }) => [partition, Number(offset)]),
    );
    return ends.map(({ partition, high }) => {
      const commit = committed.get(partition) ?? NONE;
      return { partition, end: Number(high), committed: commit < 0 ? null : commit };
    });
  } catch (error) {
    if (isUnknownTopic(error)) return null;
    throw error;
  }
}

/** What Kafka says where a group has not committed. */
const NONE = -1;

function isUnknownTopic(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('type' in cause && cause.type === 'UNKNOWN_TOPIC_OR_PARTITION') return true;
  }
  return false;
}
