import { afterAll, expect, test } from '@jest/globals';
import { createK6Engine } from '../../../src/engines/k6/engine.ts';
import { renderPathsScript } from '../../../src/engines/k6/paths-script.ts';
import { createRecording, dealLeg, driveToEnd, engineFor, startEcho } from './rig.ts';

const open = new AsyncDisposableStack();
afterAll(() => open.disposeAsync());

const PATHS = [
  { method: 'GET', path: "/it's?q=a", body: null },
  { method: 'POST', path: '/cart', body: '{"id": 1, "name": "a\\"b`$c"}' },
  { method: 'DELETE', path: '/cart/7', body: null },
];

test('loads each side with all requests in turn', async () => {
  const found = await engineFor('/nowhere/load.js');
  const engine = createK6Engine({
    binary: { path: found.binary, version: found.version },
    script: 'paths',
    paths: PATHS,
    origins: [],
    remoteImports: false,
    targetEnv: 'TARGET',
    scriptEnv: {},
    cwd: '/',
    environment: process.env,
  });
  expect((await engine.describe()).hash).toMatch(/^[0-9a-f]{64}$/);
  const echoes = [open.use(await startEcho()), open.use(await startEcho())];
  const recording = createRecording();
  const exits = await driveToEnd(
    { engine, echoes, leg: dealLeg('paths'), startAt: Date.now() + 1500, rate: 60 },
    recording,
  );
  expect(exits.map(({ failure, said }) => [failure, said])).toEqual([
    [null, ''],
    [null, ''],
  ]);
  for (const side of [0, 1]) {
    const counts = new Map<string, number>();
    for (const { endpoint } of recording.requests.filter((request) => request.side === side))
      counts.set(endpoint, (counts.get(endpoint) ?? 0) + 1);
    expect([...counts.keys()].sort()).toEqual(['DELETE /cart/7', "GET /it's", 'POST /cart']);
    // In turn: nobody gets far more than his share, whatever slots were dealt.
    expect(Math.max(...counts.values()) - Math.min(...counts.values())).toBeLessThanOrEqual(5);
  }
  expect(recording.checks.every(({ name, passed }) => name === 'status below 400' && passed)).toBe(true);
}, 30_000);

test('writes what a person would like to own', () => {
  const script = renderPathsScript(PATHS, { targetEnv: 'BASE_URL' });
  expect(script).toContain(`  { method: 'GET', path: '/it\\'s?q=a' },`);
  expect(script).toContain('const target = __ENV.BASE_URL ||');
});
