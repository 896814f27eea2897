import { describe, expect, it } from '@jest/globals';
import { kafka } from '../../src/settings/kafka-definitions.ts';

function read(raw: unknown) {
  const problems: string[] = [];
  const value = kafka.read(raw, (path, expected) => problems.push(`${path.join('.')}: ${expected}`));
  return { value, problems };
}

describe('observe.kafka', () => {
  it('takes brokers and queues, and more where they are guarded', () => {
    expect(read({ brokers: 'localhost:9092', queues: 'orders-$side by billing-$side' })).toEqual({
      value: {
        brokers: ['localhost:9092'],
        queues: [{ topic: 'orders-$side', group: 'billing-$side' }],
        tls: false,
        sasl: null,
      },
      problems: [],
    });
    const guarded = read({
      brokers: ['kafka-$side.internal:9093', '[::1]:9093'],
      queues: ['orders-$side by billing'],
      tls: 'true',
      auth: { mechanism: 'scram-sha-512', user: 'plimsoll', password: '$KAFKA_PASSWORD' },
    });
    expect(guarded.problems).toEqual([]);
    expect(guarded.value?.sasl).toEqual({
      mechanism: 'scram-sha-512',
      user: { kind: 'text', text: 'plimsoll' },
      password: { kind: 'variable', name: 'KAFKA_PASSWORD' },
    });
  });

  it('takes one topic for both sides only where each has a cluster of its own', () => {
    expect(read({ brokers: ['a:9092'], queues: ['orders by billing'] }).problems).toEqual([
      'queues: a topic of its own for each side, with $side in its name',
    ]);
    expect(read({ brokers: ['kafka-$side:9092'], queues: ['orders by billing'] }).problems).toEqual([]);
  });

  it.each([
    [{ queues: ['a-$side by b'] }, 'brokers: a value: it cannot be left out'],
    [{ brokers: ['localhost'], queues: ['a-$side by b'] }, 'brokers: host:port of a broker'],
    [{ brokers: ['a:1'], queues: ['orders-$side'] }, 'queues: TOPIC by GROUP'],
    [{ brokers: ['a:1'], queues: [] }, 'queues: at least one queue'],
    [
      { brokers: ['a:1'], queues: ['a-$side by b'], auth: { user: 'x', password: 'hunter22' } },
      'auth.password: the name of a variable, such as $KAFKA_PASSWORD',
    ],
    [
      { brokers: ['a:1'], queues: ['a-$side by b'], auth: { mechanism: 'scram', user: 'x', password: '$P' } },
      'auth.mechanism: one of plain, scram-sha-256, scram-sha-512',
    ],
  ])('says what is wrong with %j', (raw, problem) => {
    expect(read(raw).problems.some((said) => said.startsWith(problem))).toBe(true);
  });
});
