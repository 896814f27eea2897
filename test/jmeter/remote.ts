import assert from 'node:assert/strict';
import { Failure } from '../../src/core/failure.ts';
import type { Installation } from '../../src/engines/jmeter/installation.ts';
import { findFreePorts } from '../../src/system/ports.ts';
import { createTemporaryDirectory } from '../../src/system/temporary.ts';
import { defaults, group, plan, request } from '../engines/jmeter/plan-builder.ts';
import { createWorkspace } from '../engines/k6/rig.ts';
import { checkSides } from './check-sides.ts';
import { SIDE_HEADER } from './elements.ts';
import { loadPlan, type Ran } from './load-plan.ts';
import { engineFor } from './real-jmeter.ts';
import { startServers } from './servers.ts';
import { startSideEcho } from './side-echo.ts';
import { ADDRESSES } from './sided-java.ts';
import { refused, type Trial, worked } from './trial.ts';

const PLAN = plan(
  SIDE_HEADER +
    defaults({ host: 'localhost', port: '8080' }) +
    group(request({ name: 'home', path: '/' }) + request({ name: 'items', path: '/items' })),
);
const ARGS = ['-Jserver.rmi.ssl.disable=true'];
const RATE = 12;

/** JMeter's own distributed mode: two servers that change sides from leg to leg. */
export const remote = (installation: Installation, seconds: number): readonly Trial[] => [
  {
    name: `remote: two jmeter-servers, two legs of ${seconds} s`,
    async run() {
      await using folder = await createTemporaryDirectory('jmeter-servers', process.env);
      await using workspace = await createWorkspace({ 'plan.jmx': PLAN });
      await using servers = await startServers(installation, ADDRESSES, folder.path);
      const engine = engineFor(installation, workspace, {}, { args: ARGS, remoteHosts: servers.hosts });
      const remarks: string[] = [];
      for (const order of [
        [0, 1],
        [1, 0],
      ] as const) {
        await using base = await startSideEcho(({ side }) => side === 'base');
        await using head = await startSideEcho(({ side }) => side === 'head');
        const ran = await loadPlan({ engine, echoes: [base, head], seconds, rate: RATE, order });
        remarks.push(checkSides(ran, seconds));
        assert.deepEqual(
          callers(ran),
          order.map((turn) => [ADDRESSES[turn]]),
        );
        checkOrder(ran);
      }
      return worked(remarks.join('; then '));
    },
  },
  {
    name: 'remote: a server that is not there',
    async run() {
      const [port = 0, other = 0] = await findFreePorts(2);
      const servers = [`127.0.0.1:${port}`, `127.0.0.1:${other}`];
      return refused(await refusal(installation, servers, /^no JMeter server answers at 127\.0\.0\.1:\d+$/));
    },
  },
  {
    name: 'remote: servers that are still busy with another run',
    async run() {
      await using folder = await createTemporaryDirectory('jmeter-servers', process.env);
      await using servers = await startServers(installation, ADDRESSES, folder.path);
      await using workspace = await createWorkspace({ 'plan.jmx': PLAN });
      await using base = await startSideEcho(({ side }) => side === 'base');
      await using head = await startSideEcho(({ side }) => side === 'head');
      const engine = engineFor(installation, workspace, {}, { args: ARGS, remoteHosts: servers.hosts });
      const first = loadPlan({ engine, echoes: [base, head], seconds: 12, rate: RATE });
      // One that has not begun could still be taken.
      await Promise.race([first, Promise.all([base.begun, head.begun])]);
      const message = await refusal(
        installation,
        servers.hosts,
        /would not begin: it still runs another test$/,
      );
      await first;
      return refused(message);
    },
  },
];

/** Addresses that each side's requests came from: those of its servers. */
const callers = ({ echoes }: Ran): string[][] =>
  echoes.map(({ arrivals }) => [...new Set(arrivals.map(({ address }) => address))]);

/** Samples of all servers come together by the time at which they began: late ones fall into windows of their own. */
function checkOrder({ recording, startAt, leg }: Ran): void {
  for (const { window, endedAt } of recording.requests) {
    const from = startAt + (leg.warmupWindows + window - leg.firstWindow) * leg.windowMs;
    assert.ok(
      endedAt >= from - 1 && endedAt < from + 2 * leg.windowMs,
      `a sample of window ${window} ended elsewhere`,
    );
  }
}

async function refusal(
  installation: Installation,
  remoteHosts: readonly string[],
  says: RegExp,
): Promise<string> {
  await using workspace = await createWorkspace({ 'plan.jmx': PLAN });
  await using base = await startSideEcho(() => true);
  await using head = await startSideEcho(() => true);
  const engine = engineFor(installation, workspace, {}, { args: ARGS, remoteHosts });
  const failure = await loadPlan({ engine, echoes: [base, head], seconds: 5, rate: RATE }).then(
    () => assert.fail('it worked'),
    (error: unknown) => error,
  );
  if (!(failure instanceof Failure)) throw failure;
  assert.match(failure.message, says);
  return failure.message;
}
