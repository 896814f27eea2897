import { type KafkaPlan, nameOnSide, type SaslPlan } from '../../core/kafka-plan.ts';
import type { ObservePlan } from '../../core/observe-plan.ts';
import type { Observer } from '../../core/observer.ts';
import type { Secret } from '../../core/server-plan.ts';
import { BASE, HEAD, type Side } from '../../core/side.ts';
import { type ClusterAccess, connectReader } from './client.ts';
import { explain } from './explain.ts';
import { createQueueObserver } from './observer.ts';
import type { QueueReader } from './queue-reader.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Null where no queue is to be observed. A cluster that cannot be reached is one warning. */
export async function openKafka(
  { observe }: { readonly observe: Pick<ObservePlan, 'kafka'> },
  { environment, signal }: { readonly environment: Environment; readonly signal: AbortSignal },
): Promise<Observer | null> {
  const plan = observe.kafka;
  if (plan === null) return null;
  const secrets = plan.sasl === null ? [] : [readSecret(plan.sasl.password, environment)];
  const readers = new Map<Side, QueueReader>();
  const close = async (): Promise<void> => {
    await Promise.allSettled([...new Set(readers.values())].map((reader) => reader[Symbol.asyncDispose]()));
  };
  try {
    for (const side of [BASE, HEAD])
      readers.set(side, await connectSide(plan, side, { environment, readers }));
  } catch (error) {
    await close();
    return warnOnly(`Kafka was not observed: ${explain(error, secrets)}.`);
  }
  const readerOf = (side: Side): QueueReader => readers.get(side) as QueueReader;
  return createQueueObserver({ plan, readerOf, secrets, close, signal });
}

interface Connected {
  readonly environment: Environment;
  readonly readers: ReadonlyMap<Side, QueueReader>;
}

/** Sides that share a cluster share a connection. */
async function connectSide(
  { brokers, tls, sasl }: KafkaPlan,
  side: Side,
  { environment, readers }: Connected,
): Promise<QueueReader> {
  const base = readers.get(BASE);
  if (base !== undefined && brokers.every((broker) => nameOnSide(broker, side) === broker)) return base;
  return await connectReader({
    brokers: brokers.map((broker) => nameOnSide(broker, side)),
    tls,
    sasl: signIn(sasl, environment),
  });
}

function signIn(sasl: SaslPlan | null, environment: Environment): ClusterAccess['sasl'] {
  if (sasl === null) return null;
  const { mechanism, user, password } = sasl;
  const missing = [user, password].filter((secret) => readSecret(secret, environment) === '');
  const names = missing.flatMap((secret) => (secret.kind === 'variable' ? [secret.name] : []));
  if (names.length > 0) {
    throw new Error(
      `${names.join(' and ')} ${names.length === 1 ? 'is' : 'are'} not set (pull requests from forks get no secrets)`,
    );
  }
  return { mechanism, username: readSecret(user, environment), password: readSecret(password, environment) };
}

const readSecret = (secret: Secret, environment: Environment): string =>
  secret.kind === 'text' ? secret.text : (environment[secret.name] ?? '').trim();

const warnOnly = (warning: string): Observer => ({
  attend: () => ({ catchUp: () => Promise.resolve(), end: () => Promise.resolve() }),
  warnings: [warning],
  [Symbol.asyncDispose]: () => Promise.resolve(),
});
