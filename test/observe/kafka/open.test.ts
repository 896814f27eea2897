import { createServer } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import type { KafkaPlan } from '../../../src/core/kafka-plan.ts';
import { openKafka } from '../../../src/observe/kafka/open.ts';

const plan = (own: Partial<KafkaPlan>): KafkaPlan => ({
  brokers: ['127.0.0.1:1'],
  queues: [{ topic: 'orders-$side', group: 'billing-$side' }],
  tls: false,
  sasl: null,
  ...own,
});

const SURROUNDINGS = { environment: {}, signal: new AbortController().signal };

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

describe('opening Kafka', () => {
  it('is nothing where no queue is to be observed', async () => {
    expect(await openKafka({ observe: { kafka: null } }, SURROUNDINGS)).toBeNull();
  });

  it('costs one warning where no broker listens', async () => {
    const brokers = [`127.0.0.1:${await freePort()}`];
    const observer = await openKafka({ observe: { kafka: plan({ brokers }) } }, SURROUNDINGS);
    expect(observer?.warnings).toHaveLength(1);
    expect(observer?.warnings[0]).toMatch(/^Kafka was not observed: .*ECONNREFUSED/);
    const leg = { targets: [], from: 0, to: 1, startAt: 0, windowMs: 2000 };
    await observer?.attend(leg, () => undefined).end(1);
    expect(observer?.queues?.() ?? []).toEqual([]);
  });

  it('costs one warning where a secret is missing, as in pull requests from forks', async () => {
    const sasl: KafkaPlan['sasl'] = {
      mechanism: 'plain',
      user: { kind: 'text', text: 'plimsoll' },
      password: { kind: 'variable', name: 'KAFKA_PASSWORD' },
    };
    const observer = await openKafka({ observe: { kafka: plan({ sasl }) } }, SURROUNDINGS);
    expect(observer?.warnings).toEqual([
      'Kafka was not observed: KAFKA_PASSWORD is not set (pull requests from forks get no secrets).',
    ]);
  });
});
