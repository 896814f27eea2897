import { describe, expect, it } from '@jest/globals';
import { makePlan } from '../../src/settings/plan.ts';
import { fromFlags, problemsOf, WHOLE } from './read-for-tests.ts';

const CONTEXT = { workspace: '/repo', defaultBase: 'main', seed: 's' };
const plan = (flags: Readonly<Record<string, string>>) =>
  makePlan(fromFlags({ ...WHOLE, ...flags }), CONTEXT);

describe('the load', () => {
  it('is looked for unless it is set', () => {
    expect(plan({})).toMatchObject({ rate: 50, rateSource: 'default', findsRate: true });
    expect(plan({ rate: 'auto' })).toMatchObject({ findsRate: true });
    expect(plan({ rate: '120' })).toMatchObject({ rate: 120, rateSource: 'set', findsRate: false });
  });

  it('goes beyond its rate only when asked', () => {
    expect(plan({})).toMatchObject({ comparesCapacity: false, growthFrom: null });
    expect(plan({ capacity: 'true' }).comparesCapacity).toBe(true);
    expect(plan({ growth: 'true', 'expected-rate': '80' }).growthFrom).toBe(80);
    expect(plan({ growth: 'false', 'expected-rate': '80' }).growthFrom).toBeNull();
  });

  it.each([
    [{ capacity: 'yes' }, 'flag --capacity: received "yes", expected true or false'],
    [
      { growth: 'true' },
      "flag --growth: received growth alone, expected expected-rate beside it: today's load in iterations per second",
    ],
    [
      { growth: 'true', 'expected-rate': '5000' },
      'flag --expected-rate: received "5000", expected iterations per second, a number above 0 and at most 3000',
    ],
  ])('refuses %j', (flags: Readonly<Record<string, string>>, says) => {
    expect(problemsOf(() => fromFlags({ ...WHOLE, ...flags }))).toEqual([says]);
  });

  it('never drives to its limits what it did not start', () => {
    const { start: _, ...rest } = WHOLE;
    const running = { ...rest, 'base-url': 'http://a.example', 'head-url': 'http://b.example' };
    expect(problemsOf(() => fromFlags({ ...running, capacity: 'true' }))).toEqual([
      expect.stringMatching(/^flag --capacity: received true beside base-url .*expected start/),
    ]);
  });
});
