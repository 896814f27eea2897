import assert from 'node:assert/strict';
import { Kafka, logLevel } from 'kafkajs';
import type { KafkaPlan, SaslPlan } from '../../src/core/kafka-plan.ts';
import type { Result } from '../../src/core/result.ts';
import { connectReader } from '../../src/observe/kafka/client.ts';
import { openKafka } from '../../src/observe/kafka/open.ts';
import { judgeEvidence, readEvidence } from '../../src/pipeline/report.ts';
import { renderComment } from '../../src/report/comment.ts';
import type { Trial } from './group.ts';
import type { Broker } from './kafka-broker.ts';
import { compareShop, KAFKA_CLIENT } from './kafka-shop.ts';

/** What is tried on a real broker. */
export const KAFKA_CASES: readonly Trial<Broker>[] = [
  { name: 'kafka: offsets of a real broker, with and without signing in', run: readOffsets },
  { name: 'kafka: a wrong password is one warning without the password', run: refuseSignIn },
  { name: 'kafka: a slower consumer fails the gate though requests pass it', run: failSlowConsumer },
  { name: 'kafka: equal consumers pass', run: passEqualConsumers },
  { name: 'kafka: no broker is one warning and no more', run: missBroker },
];

async function readOffsets(broker: Broker): Promise<string> {
  const kafka = new Kafka({ brokers: [broker.address], logLevel: logLevel.NOTHING });
  const [admin, producer] = [kafka.admin(), kafka.producer()];
  await Promise.all([admin.connect(), producer.connect()]);
  await admin.createTopics({ topics: [{ topic: 'read-me', numPartitions: 3 }] });
  const messages = Array.from({ length: 42 }, (_, i) => ({ key: String(i), value: 'x' }));
  await producer.send({ topic: 'read-me', messages });
  await admin.setOffsets({
    groupId: 'reader',
    topic: 'read-me',
    partitions: [{ partition: 0, offset: '1' }],
  });
  await Promise.all([admin.disconnect(), producer.disconnect()]);
  const ways = [
    { brokers: [broker.address], sasl: null },
    ...(['plain', 'scram-sha-256'] as const).map((mechanism) => ({
      brokers: [broker.guardedAddress],
      sasl: { mechanism, username: broker.user, password: broker.password },
    })),
  ];
  for (const way of ways) {
    await using reader = await connectReader({ ...way, tls: false });
    const partitions = await reader.read({ topic: 'read-me', group: 'reader' });
    assert.equal(
      partitions?.reduce((sum, { end }) => sum + end, 0),
      42,
    );
    assert.deepEqual(partitions?.map(({ committed }) => committed).sort(), [1, null, null]);
    assert.equal(await reader.read({ topic: 'not-there', group: 'reader' }), null);
    assert.ok((await reader.topics()).includes('read-me'));
  }
  return 'open, SASL/PLAIN and SCRAM-SHA-256';
}

async function refuseSignIn(broker: Broker): Promise<string> {
  const password = 'not-the-password';
  const warnings: string[] = [];
  for (const mechanism of ['plain', 'scram-sha-256'] as const) {
    const sasl: SaslPlan = {
      mechanism,
      user: { kind: 'text', text: broker.user },
      password: { kind: 'variable', name: 'KAFKA_PASSWORD' },
    };
    const kafka: KafkaPlan = { brokers: [broker.guardedAddress], queues: [], tls: false, sasl };
    await using observer = await openKafka(
      { observe: { kafka } },
      { environment: { KAFKA_PASSWORD: password }, signal: new AbortController().signal },
    );
    assert.equal(observer?.warnings.length, 1);
    assert.ok(!observer.warnings[0]?.includes(password));
    warnings.push(...observer.warnings);
  }
  return warnings.join(' ');
}

/** The shop's own margins are for its other pages: an accepted order takes 3 ms, of which a busy machine makes 4. */
const settingsFor = (brokers: string): string => `start: node --disable-warning=ExperimentalWarning server.js
script: load/orders.js
rate: 30
budget: 100s
starts: 2
env: { KAFKA_BROKERS: "${brokers}", KAFKA_CLIENT: "${KAFKA_CLIENT}" }
margins: { p50: 40%, p90: 60%, p95: 80%, mean: 60%, cpu: 40%, endpoint: { p50: 40%, p95: 80% } }
observe:
  kafka: { brokers: "${brokers}", queues: orders-$side by billing-$side }
`;

async function failSlowConsumer({ address }: Broker): Promise<string> {
  const settings = settingsFor(address);
  const { code, result, json } = await compareShop({ settings, patch: 'slow-consumer' });
  const { verdict, reason, looks, comparisons } = result.judgement;
  assert.deepEqual([verdict, reason.kind, code], ['fail', 'backlog', 1], describe(result));
  assert.equal(looks.at(-1)?.decision, 'pass', describe(result));
  assert.ok(comparisons.every(({ standing }) => standing !== 'worse'));
  const [queue] = result.backlog?.queues ?? [];
  assert.equal(queue?.baseFallsBehind, false);
  assert.ok(queue.base.starts.every(({ drainMs }) => drainMs !== null));
  // Whoever reports for a fork judges the same blocks and comes to the same.
  const { policy, measurement } = result;
  const again = judgeEvidence(readEvidence(json), {
    policy: { ...policy, alpha: 0.01 },
    delta: policy.delta,
    seed: measurement.seed,
  });
  assert.deepEqual([again.judgement.verdict, again.judgement.reason.kind], ['fail', 'backlog']);
  return describe(result);
}

async function passEqualConsumers({ address }: Broker): Promise<string> {
  const { code, result } = await compareShop({ settings: settingsFor(address), patch: null });
  const [queue] = result.backlog?.queues ?? [];
  assert.equal(queue?.standing, 'held', describe(result));
  assert.deepEqual([result.judgement.verdict, code], ['pass', 0], describe(result));
  return describe(result);
}

async function missBroker(): Promise<string> {
  const settings = `start: node --disable-warning=ExperimentalWarning server.js
paths: [GET /]
rate: 60
budget: 30s
starts: 1
observe:
  kafka: { brokers: "127.0.0.1:9", queues: orders-$side by billing-$side }
`;
  const { code, result } = await compareShop({ settings, patch: null });
  const warnings = result.notes.filter((note) => /kafka/i.test(note));
  assert.equal(warnings.length, 1);
  assert.equal(result.backlog, undefined);
  assert.equal(code, 0, describe(result));
  return warnings.join(' ');
}

/** As the reader of the comment meets it. */
const describe = (result: Result): string =>
  renderComment(result, { marker: '' }).split('<details>')[0]?.trim() ?? '';
