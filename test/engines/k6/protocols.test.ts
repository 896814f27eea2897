import { join, resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { createK6Engine } from '../../../src/engines/k6/engine.ts';
import { type EchoService, startEchoService } from '../../corpus/echo-service.ts';
import { runLeg } from '../../corpus/run-leg.ts';
import { engineFor } from './rig.ts';

const SCRIPTS = resolve('test/corpus/scripts');

async function countRight(script: string, origins: readonly string[]): Promise<readonly [number, number][]> {
  const { binary: path, version } = await engineFor('/nowhere/load.js');
  await using base = await startEchoService(() => true);
  await using head = await startEchoService(() => true);
  const echoes: readonly [EchoService, EchoService] = [base, head];
  const engine = createK6Engine({
    binary: { path, version },
    script: join(SCRIPTS, script),
    paths: [],
    origins,
    remoteImports: false,
    targetEnv: 'BASE_URL',
    scriptEnv: {},
    cwd: '/',
    environment: process.env,
  });
  const probe = await runLeg({ engine, targetEnv: 'BASE_URL', echoes, seconds: 4, rate: 10 });
  expect(probe.failed).toEqual([0, 0]);
  expect(probe.strays().size).toBe(0);
  return echoes.map(({ counts }, side) => [probe.requests[side] ?? 0, counts.right]);
}

test.each<[string, readonly string[]]>([
  ['web-socket-ws.js', []],
  ['web-sockets.js', ['http://chat.shop.example']],
  ['grpc-unary.js', []],
])('%s makes samples on both sides, from the requests that arrived there', async (script, origins) => {
  for (const [samples, arrived] of await countRight(script, origins)) {
    expect(samples).toBeGreaterThan(5);
    expect(samples).toBeLessThanOrEqual(arrived);
  }
});
