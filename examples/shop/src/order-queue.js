import { setTimeout as sleep } from 'node:timers/promises';
import { HttpError, readJson } from './http.js';

/**
 * Orders that are accepted at once and billed later: `POST /orders` puts them on a topic of Kafka, a consumer in this process
 * takes them off again. Off unless KAFKA_BROKERS is set; then it needs `npm install kafkajs`.
 */
const BROKERS = process.env.KAFKA_BROKERS ?? '';
/** What billing one order takes, in ms; one after the other. */
const BILL_MS = Number(process.env.BILL_MS ?? 4);

const SIDE = process.env.PLIMSOLL_SIDE ?? 'local';
const TOPIC = `orders-${SIDE}`;
const GROUP = `billing-${SIDE}`;

export const orderRoutes =
  BROKERS === '' ? [] : [{ method: 'POST', path: '/orders', handle: acceptOrders(await openQueue()) }];

function acceptOrders(producer) {
  return async ({ request }) => {
    const order = await readJson(request);
    if (!Number.isInteger(order.productId)) throw new HttpError(400, 'productId must be a whole number');
    await producer.send({ topic: TOPIC, acks: 1, messages: [{ value: JSON.stringify(order) }] });
    return () => ({ status: 'accepted' });
  };
}

/** Resolves when orders can be accepted and are being billed. */
async function openQueue() {
  const { Kafka, logLevel } = await import(process.env.KAFKA_CLIENT ?? 'kafkajs');
  const kafka = new Kafka({
    clientId: `shop-${SIDE}`,
    brokers: BROKERS.split(','),
    logLevel: logLevel.ERROR,
  });
  const admin = kafka.admin();
  await admin.connect();
  // The client's own way of waiting for a new topic gives up at once where the broker does not know it yet.
  await admin.createTopics({ waitForLeaders: false, topics: [{ topic: TOPIC, numPartitions: 1 }] });
  while (!(await admin.listTopics()).includes(TOPIC)) await sleep(100);
  await admin.disconnect();
  await startBilling(kafka);
  const producer = kafka.producer();
  await producer.connect();
  return producer;
}

async function startBilling(kafka) {
  // A shop that was killed must not keep its successor waiting for its place in the group.
  const consumer = kafka.consumer({ groupId: GROUP, sessionTimeout: 6000, rebalanceTimeout: 1000 });
  for (const signal of ['SIGTERM', 'SIGINT'])
    process.once(signal, () => consumer.disconnect().catch(() => {}));
  const joined = new Promise((resolve) => consumer.on(consumer.events.GROUP_JOIN, resolve));
  await consumer.connect();
  await consumer.subscribe({ topics: [TOPIC], fromBeginning: true });
  await consumer.run({ autoCommitInterval: 200, eachMessage: bill });
  await joined;
}

function bill() {
  return sleep(BILL_MS);
}
