import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { EngineExit } from '../../../src/core/engine.ts';
import type { JMeterScript } from '../../../src/engines/jmeter/script.ts';
import { createRecording, createWorkspace, type Echo, type Recording, startEcho } from '../k6/rig.ts';
import { FORMS } from './forms.ts';
import { element, group, plan, request } from './plan-builder.ts';
import { dealLeg, driveOn, engineFor, findJMeter, LEG, loadedWindows } from './rig.ts';

interface Driven {
  readonly recording: Recording;
  readonly exits: readonly EngineExit[];
  readonly echoes: readonly [Echo, Echo];
  readonly startAt: number;
}

const jmeter = await findJMeter();
const leg = dealLeg('jmeter forms');
const open = new AsyncDisposableStack();
afterAll(() => open.disposeAsync());

async function drive(
  files: Readonly<Record<string, string>>,
  script: Partial<JMeterScript> = {},
): Promise<Driven> {
  const workspace = open.use(await createWorkspace(files));
  const echoes = [open.use(await startEcho()), open.use(await startEcho())] as const;
  const engine = engineFor(jmeter as never, workspace, script);
  const recording = createRecording();
  const startAt = Date.now();
  const exits = await driveOn({ engine, echoes, leg, startAt, rate: 40 }, recording);
  return { recording, exits, echoes, startAt };
}

const SCRIPTS: Readonly<Record<string, Partial<JMeterScript>>> = {
  'properties, transactions beside requests, listeners, a throughput timer': {
    targetProperty: ['target.host', 'target.port'],
  },
};

/** Share of a side's requests that arrived while neither the current slot nor the one 80 ms before was its own. */
function misplaced({ arrivals }: Echo, side: number, startAt: number): number {
  const sideAt = (at: number): number | undefined => leg.deal[Math.floor((at - startAt) / leg.slotMs)];
  const during = arrivals.filter(({ at }) => sideAt(at) !== undefined && sideAt(at - 80) !== undefined);
  return during.filter(({ at }) => sideAt(at) !== side && sideAt(at - 80) !== side).length / during.length;
}

(jmeter === null ? describe.skip : describe)('a real JMeter', () => {
  const driven = new Map<string, Promise<Driven>>();
  const run = (name: string): Promise<Driven> => driven.get(name) as Promise<Driven>;

  /** One after the other: two JMeters at once are all that a small machine can start in time. */
  beforeAll(async () => {
    for (const [name, files] of Object.entries(FORMS)) {
      const driving = drive(files, SCRIPTS[name]);
      driven.set(name, driving);
      await driving.catch(() => undefined);
    }
  }, 300_000);

  describe.each(Object.keys(FORMS))('with %s', (name) => {
    test('loads each side in its own slots only, and ends well', async () => {
      const { echoes, exits, startAt } = await run(name);
      expect(exits.map(({ side, failure }) => [side, failure])).toEqual([
        ['base', null],
        ['head', null],
      ]);
      for (const [side, echo] of echoes.entries()) {
        expect(new Set(echo.arrivals.map((arrival) => arrival.side))).toEqual(
          new Set([side === 0 ? 'base' : 'head']),
        );
        expect(echo.arrivals.length).toBeGreaterThan(40);
        expect(misplaced(echo, side, startAt)).toBeLessThan(0.1);
      }
    });

    test('counts iterations and samples of both sides in every window', async () => {
      const { recording } = await run(name);
      // The first and the last may have been cut.
      const windows = loadedWindows(recording).slice(1, -1);
      expect(windows.length).toBeGreaterThanOrEqual(5);
      const begun = windows.flatMap((window) =>
        [0, 1].map((side) => recording.begunIn.get(`${side}/${window}`) ?? 0),
      );
      const expected = (40 * LEG.windowMs * windows.length) / 1000;
      const sum = begun.reduce((total, count) => total + count, 0);
      // A little is lost at the edges of slots.
      expect(sum).toBeGreaterThan(0.7 * expected);
      expect(sum).toBeLessThan(1.1 * expected);
      const sampled = new Set(recording.requests.map(({ window, side }) => `${side}/${window}`));
      for (const window of windows) for (const side of [0, 1]) expect(sampled).toContain(`${side}/${window}`);
      expect(recording.strays.size).toBe(0);
    });
  });

  test('keeps data sets, think times and labels, and measures finer than JMeter', async () => {
    const { recording, echoes } = await run('origin in each request, data set, think time');
    expect(new Set(recording.requests.map(({ endpoint }) => endpoint))).toEqual(new Set(['list', 'item']));
    const paths = new Set(echoes[0].arrivals.map(({ path }) => path));
    expect(paths).toEqual(new Set(['/items', '/items/17', '/items/18', '/items/19']));
    expect(Math.min(...recording.durations)).toBeGreaterThan(118);
    expect(recording.requests.some(({ durationMs }) => !Number.isInteger(durationMs))).toBe(true);
  });

  test('runs setUp and tearDown beside the load, and shares the rate out as the plan does', async () => {
    const { recording, echoes } = await run(
      'defaults, open model, transactions as parents, setUp and tearDown',
    );
    const counts = Map.groupBy(recording.requests, ({ endpoint }) => endpoint);
    expect([...counts.keys()].sort()).toEqual(['buy', 'look']);
    const share = (counts.get('buy')?.length ?? 0) / recording.requests.length;
    expect(share).toBeGreaterThan(0.6);
    expect(share).toBeLessThan(0.88);
    for (const { arrivals } of echoes) {
      for (const once of ['/setup', '/teardown'])
        expect(arrivals.filter(({ path }) => path === once)).toHaveLength(1);
    }
  });

  test('goes on after errors, does not count a transaction twice, ignores a rate of the plan’s own', async () => {
    const { recording } = await run(
      'properties, transactions beside requests, listeners, a throughput timer',
    );
    const counts = Map.groupBy(recording.requests, ({ endpoint }) => endpoint);
    expect([...counts.keys()].sort()).toEqual(['broken', 'home']);
    expect(counts.get('broken')?.every(({ failed }) => failed)).toBe(true);
    expect(counts.get('home')?.some(({ failed }) => failed)).toBe(false);
  });

  test('says which plugin is missing, and what JMeter does not like', async () => {
    const missing = plan(
      group(
        request({ name: 'a', path: '/', host: 'localhost' }) + element('com.example.ShinySampler', 'x', ''),
      ),
    );
    const { exits } = await drive({ 'plan.jmx': missing });
    expect(exits[0]?.failure?.message).toMatch(
      /needs a plugin that this JMeter does not have: com\.example\.ShinySampler/,
    );
  }, 60_000);
});
