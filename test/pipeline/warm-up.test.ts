import { expect, test } from '@jest/globals';
import type { Engine, EngineExit, EngineRun } from '../../src/core/engine.ts';
import type { SampleSink } from '../../src/core/sample.ts';
import { warmUp } from '../../src/pipeline/warm-up.ts';

interface Habit {
  /** How long an iteration thinks before it asks, ms. */
  readonly thinksMs: number;
  readonly asks: boolean;
  readonly said: string;
}

const EVERY_MS = 100;

/** An engine whose sides both begin an iteration every 100 ms. */
function createEngine({ thinksMs, asks, said }: Habit): Engine {
  const iterate = (sink: SampleSink, side: number, startAt: number): void => {
    const window = Math.floor((Date.now() - startAt) / 1000);
    sink.begun(window, side, Date.now());
    setTimeout(() => {
      const request = { window, side, endpoint: 'GET /', durationMs: 5, failed: false, endedAt: Date.now() };
      if (asks) sink.request(request);
      sink.ended(window, side, thinksMs, Date.now());
    }, thinksMs).unref();
  };
  return {
    name: 'habit',
    version: '1',
    describe: async () => ({ scenarios: [], hash: '' }),
    run({ startAt, targets }, sink): EngineRun {
      const ended = Promise.withResolvers<readonly EngineExit[]>();
      const arrivals = setInterval(() => {
        for (const side of targets.keys()) iterate(sink, side, startAt);
      }, EVERY_MS);
      return {
        ended: ended.promise,
        async stop() {
          clearInterval(arrivals);
          ended.resolve(targets.map(({ side }) => ({ side, failure: null, said, thresholds: [] })));
        },
      };
    },
  };
}

const warm = (habit: Habit) =>
  warmUp({
    engine: createEngine(habit),
    targets: ['base', 'head'].map((side) => ({ side, url: 'http://127.0.0.1:1' })),
    rate: 10,
    targetEnv: 'BASE_URL',
    died: new Promise(() => undefined),
    signal: new AbortController().signal,
    say: () => undefined,
  });

test('waits for scripts that think before they ask, and not for those that never do', async () => {
  const begunAt = Date.now();
  const [thinking, silent] = await Promise.allSettled([
    warm({ thinksMs: 5500, asks: true, said: '' }),
    warm({ thinksMs: 50, asks: false, said: 'TypeError: x is undefined' }),
  ]);
  expect(thinking).toMatchObject({ status: 'fulfilled', value: { p50Ms: 5, iterationMs: 5500 } });
  expect(Date.now() - begunAt).toBeLessThan(20_000);
  expect(silent).toMatchObject({
    reason: {
      kind: 'settings',
      message: expect.stringMatching(
        /^the script ran \d+ iterations and made no request; it said: TypeError: x is undefined$/,
      ),
    },
  });
}, 40_000);
