import { describe, expect, it } from '@jest/globals';
import type { PartitionOffsets } from '../../../src/core/backlog/offsets.ts';
import type { KafkaPlan } from '../../../src/core/kafka-plan.ts';
import type { Observer } from '../../../src/core/observer.ts';
import { createQueueObserver } from '../../../src/observe/kafka/observer.ts';
import type { QueueReader } from '../../../src/observe/kafka/queue-reader.ts';

const PLAN: KafkaPlan = {
  brokers: ['broker:9092'],
  queues: [{ topic: 'orders-$side', group: 'billing-$side' }],
  tls: false,
  sasl: null,
};
const PATIENCE = { everyMs: 20, settleMs: 200, drainMs: 1000, drainAllMs: 1200 };
const TARGETS = ['base', 'head'].map((side) => ({ side, url: 'http://localhost', pid: null }));

type Read = (topic: string) => readonly PartitionOffsets[] | null;

/** A cluster whose offsets are made up as they are asked for. */
const cluster = (read: Read): QueueReader => ({
  read: async ({ topic }) => read(topic),
  topics: async () => ['orders-base', 'payments', '__consumer_offsets'],
  groups: async () => ['billing-base'],
  [Symbol.asyncDispose]: async () => undefined,
});

function observe(
  read: Read,
  secrets: readonly string[] = [],
  signal: AbortSignal = new AbortController().signal,
): Observer {
  const reader = cluster(read);
  return createQueueObserver({
    ...{ plan: PLAN, readerOf: () => reader, secrets, patience: PATIENCE },
    close: async () => undefined,
    signal,
  });
}

/** Three windows of 100 ms. */
async function attendOnce(observer: Observer): Promise<void> {
  const startAt = Date.now() + 100;
  const leg = { targets: TARGETS, from: 0, to: 3, startAt, windowMs: 100 };
  const attendance = observer.attend(leg, () => undefined);
  await new Promise((resolve) => setTimeout(resolve, 450));
  await attendance.catchUp(3);
  await attendance.end(3);
}

const one = (end: number, committed: number | null): readonly PartitionOffsets[] => [
  { partition: 0, end, committed },
];

describe('the queue observer', () => {
  it('reads both sides by their own names and reduces them to windows', async () => {
    const begun = Date.now();
    await using observer = observe((topic) => {
      const end = Math.min(600, Math.floor(Date.now() - begun));
      return one(end, topic === 'orders-head' ? Math.floor(end / 2) : end);
    });
    await attendOnce(observer);
    const [queue] = observer.queues?.() ?? [];
    expect(queue).toMatchObject({ topic: 'orders-$side', group: 'billing-$side' });
    expect(queue?.base.accepted).toHaveLength(3);
    for (const accepted of queue?.base.accepted ?? []) expect(accepted).toBeCloseTo(100, -2);
    expect(queue?.base.starts[0]).toMatchObject({ firstWindow: 0, drainMs: expect.any(Number) });
    expect(queue?.head.starts[0]?.drainMs).toBeNull();
    expect(queue?.head.starts[0]?.waitedMs).toBeGreaterThan(900);
    expect(observer.warnings).toEqual([]);
  });

  it('names a topic that is not there, with those that are', async () => {
    await using observer = observe((topic) => (topic === 'orders-head' ? null : one(10, 10)));
    await attendOnce(observer);
    expect(observer.queues?.()).toEqual([]);
    expect(observer.warnings).toEqual([
      'Kafka: there is no topic orders-head; topics there: orders-base, payments.',
    ]);
  });

  it('names a group that commits nothing, with those that are there, once', async () => {
    await using observer = observe((topic) => one(10, topic === 'orders-head' ? null : 10));
    await attendOnce(observer);
    await attendOnce(observer);
    expect(observer.warnings).toEqual([
      'Kafka: group billing-head committed nothing on topic orders-head; groups there: billing-base.',
    ]);
  });

  it('turns a broker that goes away into a warning without the password', async () => {
    await using observer = observe(() => {
      throw new Error('cannot log in with hunter22 at broker:9092\nand more');
    }, ['hunter22']);
    await attendOnce(observer);
    expect(observer.queues?.()).toEqual([]);
    for (const warning of observer.warnings) {
      expect(warning).toMatch(
        /^Kafka: (\d+) of \1 readings of topic orders-(base|head) failed: cannot log in with \*\*\* at broker:9092\.$/,
      );
    }
    expect(observer.warnings).toHaveLength(2);
  });

  it('waits for a queue to drain only as long as all starts together may', async () => {
    await using observer = observe(() => one(500, 100));
    await attendOnce(observer);
    await attendOnce(observer);
    const waited = observer.queues?.()[0]?.head.starts.map(({ waitedMs }) => waitedMs) ?? [];
    expect(waited[0]).toBeGreaterThan(900);
    expect(waited[1]).toBeLessThan(800);
  });

  it('waits for nothing once the run is aborted', async () => {
    const over = new AbortController();
    await using observer = observe(() => one(500, 100), [], over.signal);
    over.abort();
    await attendOnce(observer);
    expect(observer.queues?.()[0]?.head.starts[0]?.waitedMs).toBeLessThan(200);
  });

  it('stops reading when it is closed in the middle of a start', async () => {
    let reads = 0;
    const observer = observe(() => {
      reads++;
      return one(1, 1);
    });
    observer.attend(
      { targets: TARGETS, from: 0, to: 3, startAt: Date.now(), windowMs: 100 },
      () => undefined,
    );
    await new Promise((resolve) => setTimeout(resolve, 60));
    await observer[Symbol.asyncDispose]();
    const before = reads;
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(reads).toBe(before);
    expect(before).toBeGreaterThan(1);
  });
});
