import { expect, test } from '@jest/globals';
import type { EngineExit } from '../../src/core/engine.ts';
import { createProbe, type Probe } from '../../src/core/probe.ts';
import { ADVICE } from '../../src/engines/jmeter/advice.ts';
import { refuseUselessLoad } from '../../src/pipeline/useless-load.ts';

const targets = [
  { side: 'base', url: 'http://127.0.0.1:4001' },
  { side: 'head', url: 'http://127.0.0.1:4002' },
];

function probeOf(failed: readonly [number, number], strays = 0): Probe {
  const probe = createProbe(2);
  for (const side of [0, 1]) {
    for (let request = 0; request < 10; request++)
      probe.request({
        window: 0,
        side,
        endpoint: 'a',
        durationMs: 1,
        failed: request < (failed[side] ?? 0),
        endedAt: 0,
      });
    for (let request = 0; request < strays; request++) probe.stray(side, 'https://shop.example.com');
  }
  return probe;
}

function refuse(probe: Probe, said = ''): unknown {
  const exits: EngineExit[] = [{ side: 'base', failure: null, said, thresholds: [] }];
  try {
    refuseUselessLoad({ probe, exits, targets, targetEnv: 'BASE_URL', engine: { advice: ADVICE } });
    return null;
  } catch (error) {
    return error;
  }
}

test('case 69: a JMeter that ends well with nothing but errors is no measurement, and says what it saw', () => {
  expect(refuse(probeOf([10, 10]), 'GET /: 404 Not Found')).toMatchObject({
    kind: 'measurement',
    message:
      '20 of 20 requests of the warm-up failed, more than half on each side; it said: GET /: 404 Not Found',
    hint: 'Check the paths and the assertions of the plan against http://127.0.0.1:4001 and http://127.0.0.1:4002.',
  });
});

test('case 69: errors of one side alone are for the verdict', () => {
  expect(refuse(probeOf([0, 10]))).toBeNull();
});

test('advice for a plan speaks of plans, not of scripts', () => {
  expect(refuse(probeOf([0, 0], 30))).toMatchObject({
    kind: 'settings',
    message: 'the script sends its requests to https://shop.example.com, not to the versions under test',
    hint: expect.stringMatching(/`origin: https:\/\/shop\.example\.com`.*`target-property: host\/port`/),
  });
  expect(refuse(createProbe(2))).toMatchObject({ hint: ADVICE.silent });
});
