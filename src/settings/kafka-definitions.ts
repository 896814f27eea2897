import { type KafkaPlan, type QueuePlan, SASL_MECHANISMS, type SaslPlan } from '../core/kafka-plan.ts';
import { expected, is, type Reader } from './reader.ts';
import { type Field, list, optional, required, secretText, section, text } from './section.ts';
import { plainOrSecret, secretLike } from './server-field.ts';
import { didYouMean } from './suggestion.ts';
import { TRUTH } from './truth.ts';

/** `$side` may stand in the host. */
const broker: Reader<string> = {
  read: (given) =>
    /^(\[[0-9a-fA-F:.]{2,45}\]|[A-Za-z0-9$][A-Za-z0-9.$_-]{0,252}):\d{1,5}$/.test(given)
      ? is(given)
      : expected('host:port of a broker, such as localhost:9092'),
  editor: { pattern: ':[0-9]{1,5}$' },
};

const TOPIC = /^[A-Za-z0-9._$-]{1,249}$/;

/** "TOPIC by GROUP": a topic, and the consumer group that reads it. */
const queue: Reader<QueuePlan> = {
  read: (given) => {
    const [, topic = '', group = ''] = /^(\S+) +by +(\S{1,250})$/.exec(given) ?? [];
    return TOPIC.test(topic)
      ? is({ topic, group })
      : expected('TOPIC by GROUP, such as orders-$side by billing-$side');
  },
  editor: { pattern: '^[A-Za-z0-9._$-]+ +by +\\S+$' },
};

const mechanism: Reader<SaslPlan['mechanism']> = {
  read: (given) => {
    const known = SASL_MECHANISMS.find((name) => name === given.toLowerCase());
    return known === undefined
      ? expected(`one of ${SASL_MECHANISMS.join(', ')}${didYouMean(given, SASL_MECHANISMS)}`)
      : is(known);
  },
  editor: { pattern: `^(${SASL_MECHANISMS.join('|')})$` },
};

const saslKeys = section({
  mechanism: optional(text(mechanism), 'plain' as const),
  user: required(text(plainOrSecret)),
  password: required(secretText(secretLike('$KAFKA_PASSWORD'))),
});

const keys = section({
  brokers: required(list(broker, 20)),
  queues: required(list(queue, 10)),
  tls: optional(text(TRUTH), false),
  auth: optional(saslKeys, null),
});

/** The queues behind the service: which, and where the brokers are. */
export const kafka: Field<KafkaPlan> = {
  editor: keys.editor,
  read(raw, report) {
    const given = keys.read(raw, report);
    if (given === undefined) return undefined;
    const { brokers, queues, tls, auth } = given;
    if (brokers.length === 0) report(['brokers'], 'at least one broker, such as localhost:9092', '');
    if (queues.length === 0)
      report(['queues'], 'at least one queue, such as orders-$side by billing-$side', '');
    const isApart = brokers.every((one) => one.includes('$side'));
    for (const { topic, group } of queues) {
      if (!isApart && !topic.includes('$side'))
        report(
          ['queues'],
          'a topic of its own for each side, with $side in its name',
          `${topic} by ${group}`,
        );
    }
    return { brokers, queues, tls, sasl: auth };
  },
};
