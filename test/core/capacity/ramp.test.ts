import { describe, expect, it } from '@jest/globals';
import { rateFor, saturatingUsers } from '../../../src/core/capacity/capacity.ts';
import {
  isSaturated,
  RAMP,
  type RampStep,
  rampRates,
  readCapacity,
} from '../../../src/core/capacity/ramp.ts';

interface Service {
  /** Iterations per second that it sustains, and how long one takes at rest. */
  readonly perSecond: number;
  readonly iterationMs: number;
  readonly generatorCores?: number;
  readonly serviceCores?: number;
  /** Share of its capacity that overload costs. */
  readonly collapse?: number;
}

/** What a ramp sees of a service that serves what it is offered, up to its capacity. */
function climb(service: Service, steps = rampRates().length): RampStep[] {
  return rampRates()
    .slice(0, steps)
    .map((offered) => {
      const { perSecond, iterationMs, generatorCores = 0.2, serviceCores = 0.5, collapse = 0 } = service;
      const isOver = offered > perSecond;
      const finished = isOver ? perSecond * (1 - collapse) : offered;
      return {
        begun: finished,
        requests: finished,
        goodput: finished,
        finished,
        failedShare: 0,
        p50Ms: iterationMs,
        p95Ms: iterationMs,
        inFlight: 0,
        users: isOver ? RAMP.users : Math.min(RAMP.users, (offered * iterationMs) / 1000),
        generatorCores,
        serviceCores,
      };
    });
}

const whenSaturated = (service: Service): number =>
  rampRates().findIndex((_, at) => isSaturated(climb(service, at + 1)));

describe('the ramp', () => {
  it('goes from a trickle to the most that a plan may ask for, in 15 s at most', () => {
    const rates = rampRates();
    expect(rates[0]).toBe(20);
    expect(rates.at(-1)).toBe(10_000);
    expect((rates.length * RAMP.stepMs) / 1000).toBeLessThanOrEqual(15);
  });

  it.each([[30], [250], [1800]])('ends three steps after a service of %d/s is full', (perSecond) => {
    const service = { perSecond, iterationMs: 5 };
    const lastBelow = rampRates().findLastIndex((rate) => rate <= perSecond);
    expect(whenSaturated(service)).toBeLessThanOrEqual(lastBelow + 4);
    const capacity = readCapacity(climb(service, whenSaturated(service) + 1), 2);
    expect(capacity?.perSecond).toBeCloseTo(perSecond, 5);
    expect(capacity?.limit).toBe('service');
    expect(capacity?.iterationMs).toBeCloseTo(5, 5);
  });

  it('does not take the best of several noisy seconds for what is sustained', () => {
    const noise = [0.96, 1.04, 0.97, 1.03];
    const service = { perSecond: 250, iterationMs: 5 };
    const steps = climb(service, whenSaturated(service) + 1);
    const noisy = steps.map((step, at) => ({
      ...step,
      finished: step.finished * (step.finished === 250 ? (noise[at % 4] ?? 1) : 1),
    }));
    const full = noisy.filter((_, at) => steps[at]?.finished === 250).map(({ finished }) => finished);
    const capacity = readCapacity(noisy, 2)?.perSecond ?? Number.NaN;
    expect(full.length).toBeGreaterThanOrEqual(3);
    expect(capacity).toBeLessThan(Math.max(...full));
    expect(capacity).toBeGreaterThan(Math.min(...full));
  });

  it('is not ended by two steps in which the machine paused', () => {
    const steps = climb({ perSecond: 1e6, iterationMs: 1 }, 6).map((step, at) =>
      at === 2 || at === 3 ? { ...step, finished: 5 } : step,
    );
    expect(steps.some((_, at) => isSaturated(steps.slice(0, at + 1)))).toBe(false);
  });

  it('takes what was sustained, not what overload left of it', () => {
    const steps = climb({ perSecond: 400, iterationMs: 5, collapse: 0.5 }, 9);
    const bestBelow = rampRates().findLast((rate) => rate <= 400) ?? Number.NaN;
    expect(readCapacity(steps, 2)?.perSecond).toBeCloseTo(bestBelow, 5);
  });

  it('goes on until twenty iterations stand behind the capacity of a very slow service', () => {
    const service = { perSecond: 2, iterationMs: 500 };
    expect(isSaturated(climb(service, 4))).toBe(false);
    expect(isSaturated(climb(service, 12))).toBe(true);
    expect(readCapacity(climb(service, 12), 2)?.perSecond).toBeCloseTo(2, 5);
  });

  it('knows when the generator gave out, or the users, or nothing did', () => {
    const fast = { perSecond: 5000, iterationMs: 1, generatorCores: 1.4, serviceCores: 0.55 };
    expect(readCapacity(climb(fast), 2)?.limit).toBe('generator');
    // The one thread that the service has is full: it is the service after all.
    expect(readCapacity(climb({ ...fast, generatorCores: 1, serviceCores: 0.95 }), 2)?.limit).toBe('service');
    expect(readCapacity(climb({ ...fast, generatorCores: 1.4 }), 8)?.limit).toBe('service');
    const patient = { perSecond: RAMP.users, iterationMs: 1000 };
    expect(readCapacity(climb(patient, 9), 2)?.limit).toBe('users');
    expect(readCapacity(climb({ perSecond: 1e6, iterationMs: 1 }), 2)).toMatchObject({
      limit: 'none',
      perSecond: 10_000,
    });
  });

  it('takes the time of an iteration from the calmest of the light steps', () => {
    const steps = climb({ perSecond: 250, iterationMs: 5 }, 8).map((step, at) =>
      at === 1 ? { ...step, users: 100 } : step,
    );
    expect(readCapacity(steps, 2)?.iterationMs).toBeCloseTo(5, 5);
  });

  it('says nothing of a service that finished nothing', () => {
    expect(readCapacity(climb({ perSecond: 0, iterationMs: 1 }), 2)).toBeNull();
    expect(readCapacity([], 2)).toBeNull();
  });
});

describe('what follows from a capacity', () => {
  it('is a rate of 65% of it, in the digits that were measured', () => {
    const of = (perSecond: number) => rateFor({ perSecond, limit: 'service', iterationMs: 1 });
    expect([of(30), of(412.7), of(5123)]).toEqual([19.5, 268, 3330]);
  });

  it('is twice the users that it serves at once, within bounds', () => {
    const of = (perSecond: number, iterationMs: number) =>
      saturatingUsers({ perSecond, limit: 'service', iterationMs });
    expect([of(200, 50), of(30, 33), of(1000, 2000)]).toEqual([20, 8, 500]);
  });
});
