import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assembleKafka, runToEnd } from './kafka-jars.ts';

/** A broker in KRaft mode: controller and broker in one process, on loopback, gone with its data when it is disposed of. */
export interface Broker extends AsyncDisposable {
  /** Anybody may read here. */
  readonly address: string;
  /** SASL/PLAIN and SCRAM-SHA-256, without TLS. */
  readonly guardedAddress: string;
  readonly user: string;
  readonly password: string;
  stop(): Promise<void>;
}

const USER = 'plimsoll';
const PASSWORD = 'of-this-test-only';
const PATIENCE_MS = 90_000;

export async function startBroker(): Promise<Broker> {
  const jars = await assembleKafka();
  const folder = await mkdtemp(join(tmpdir(), 'plimsoll-kafka-'));
  const [open, guarded, controller] = await Promise.all([freePort(), freePort(), freePort()]);
  const properties = join(folder, 'server.properties');
  await writeFile(properties, renderProperties({ open, guarded, controller, logs: join(folder, 'logs') }));
  const id = (await runTool(jars, ['random-uuid'])).trim().split('\n').at(-1) ?? '';
  const scram = `SCRAM-SHA-256=[name=${USER},password=${PASSWORD}]`;
  await runTool(jars, ['format', '--standalone', '-t', id, '-c', properties, '--add-scram', scram]);
  const child = spawn('java', ['-Xmx512m', '-cp', jars, 'kafka.Kafka', properties], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  try {
    await untilStarted(child);
  } catch (error) {
    await stop();
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  return {
    address: `127.0.0.1:${open}`,
    guardedAddress: `127.0.0.1:${guarded}`,
    user: USER,
    password: PASSWORD,
    stop,
    async [Symbol.asyncDispose]() {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

interface Layout {
  readonly open: number;
  readonly guarded: number;
  readonly controller: number;
  readonly logs: string;
}

const renderProperties = ({
  open,
  guarded,
  controller,
  logs,
}: Layout): string => `process.roles=broker,controller
node.id=1
controller.quorum.bootstrap.servers=127.0.0.1:${controller}
listeners=OPEN://127.0.0.1:${open},GUARDED://127.0.0.1:${guarded},CONTROLLER://127.0.0.1:${controller}
advertised.listeners=OPEN://127.0.0.1:${open},GUARDED://127.0.0.1:${guarded},CONTROLLER://127.0.0.1:${controller}
inter.broker.listener.name=OPEN
controller.listener.names=CONTROLLER
listener.security.protocol.map=OPEN:PLAINTEXT,GUARDED:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT
sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-256
listener.name.guarded.sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-256
listener.name.guarded.plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required user_${USER}="${PASSWORD}";
listener.name.guarded.scram-sha-256.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;
log.dirs=${logs}
offsets.topic.replication.factor=1
offsets.topic.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
`;

const runTool = (jars: string, args: readonly string[]): Promise<string> =>
  runToEnd('java', ['-Xmx256m', '-cp', jars, 'kafka.tools.StorageTool', ...args]);

/** Says so itself once it serves. */
async function untilStarted(child: ChildProcess): Promise<void> {
  let said = '';
  await new Promise<void>((resolve, reject) => {
    const fail = (why: string): void => reject(new Error(`Kafka ${why}: ${said.slice(-600)}`));
    const timer = setTimeout(() => fail('did not start in time'), PATIENCE_MS);
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => {
        said = (said + chunk).slice(-20_000);
        if (!/Kafka Server started/.test(said)) return;
        clearTimeout(timer);
        resolve();
      });
    }
    child.once('exit', (code) => {
      clearTimeout(timer);
      fail(`ended with ${code}`);
    });
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
