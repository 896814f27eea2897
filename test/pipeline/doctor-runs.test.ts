import { describe, expect, test } from '@jest/globals';
import { measurementFailure, settingsFailure } from '../../src/core/failure.ts';
import type { Plan } from '../../src/core/plan.ts';
import type { Result } from '../../src/core/result.ts';
import { type DoctorWork, repeatComparison } from '../../src/pipeline/doctor-runs.ts';
import { composeRun } from '../core/doctor/composed-run.ts';

type Step = { readonly takesMs: number; readonly fails?: Error; readonly interrupts?: boolean };

const GOOD: Step = { takesMs: 1000 };
const VOID: Step = { takesMs: 500, fails: measurementFailure('head died', 'Look at its log.') };
const WRONG: Step = { takesMs: 10, fails: settingsFailure('no such script', 'Name one.') };

/** A comparison that takes the given steps in turn, the last again and again, on a clock of its own. */
function rehearse(steps: readonly Step[], span: Partial<DoctorWork['span']>) {
  const said: string[] = [];
  const seeds: string[] = [];
  const stop = new AbortController();
  let time = 0;
  const compare = async ({ seed }: Plan): Promise<Result> => {
    const step = steps[Math.min(seeds.length, steps.length - 1)] ?? GOOD;
    seeds.push(seed);
    time += step.takesMs;
    if (step.interrupts === true) {
      stop.abort(new Error('received SIGINT'));
      throw stop.signal.reason;
    }
    if (step.fails !== undefined) throw step.fails;
    return composeRun({ seed, starts: 2 });
  };
  const work: DoctorWork = {
    plan: { seed: 'abc' } as Plan,
    span: { runs: Number.POSITIVE_INFINITY, budgetMs: Number.POSITIVE_INFINITY, ...span },
    surroundings: {
      environment: {},
      say: (line) => said.push(line),
      progress: () => undefined,
      signal: stop.signal,
      version: 'test',
    },
    compare,
    now: () => time,
  };
  return { ended: repeatComparison(work), said, seeds };
}

describe('repeated comparisons', () => {
  test('have a seed of their own each, derived from the plan, and one line each', async () => {
    const { ended, said, seeds } = rehearse([GOOD], { runs: 3 });
    const { results, failures, interrupted } = await ended;
    expect(seeds).toEqual(['abc-1', 'abc-2', 'abc-3']);
    expect(results.map(({ measurement }) => measurement.seed)).toEqual(seeds);
    expect({ failures, interrupted }).toEqual({ failures: [], interrupted: false });
    expect(said).toHaveLength(3);
    expect(said[2]).toMatch(/^run 3 · pass · 60 s of load · p50 \+0\.4% ± 1\.2 · p95 .* · CPU per request /);
  });

  test('are all made at the rate that the first one found', async () => {
    const plans: Plan[] = [];
    const found = { rate: 123, rateSource: 'measured' } as const;
    await repeatComparison({
      plan: { seed: 'abc', rate: 50, rateSource: 'default', findsRate: true } as Plan,
      span: { runs: 3, budgetMs: Number.POSITIVE_INFINITY },
      surroundings: {
        environment: {},
        say: () => undefined,
        progress: () => undefined,
        signal: new AbortController().signal,
        version: 'test',
      },
      compare: async (plan) => {
        plans.push(plan);
        const result = composeRun({ seed: plan.seed, starts: 2 });
        return { ...result, measurement: { ...result.measurement, ...found } };
      },
      now: () => 0,
    });
    expect(plans.map(({ rate, findsRate }) => ({ rate, findsRate }))).toEqual([
      { rate: 50, findsRate: true },
      { rate: 123, findsRate: false },
      { rate: 123, findsRate: false },
    ]);
  });

  test.each([
    {
      name: 'end when another one as long as the longest would not fit',
      steps: [GOOD],
      budgetMs: 3900,
      runs: 3,
    },
    { name: 'use the time to its end', steps: [GOOD], budgetMs: 4000, runs: 4 },
    { name: 'are at least one', steps: [{ takesMs: 9000 }], budgetMs: 1000, runs: 1 },
    { name: 'go by the longest', steps: [{ takesMs: 3000 }, GOOD], budgetMs: 6500, runs: 2 },
  ])('$name', async ({ steps, budgetMs, runs }) => {
    expect((await rehearse(steps, { budgetMs }).ended).results).toHaveLength(runs);
  });

  test('count and name those that could not be measured', async () => {
    const { ended, said } = rehearse([VOID, GOOD, VOID, WRONG], { runs: 4 });
    const { results, failures } = await ended;
    expect(results).toHaveLength(1);
    expect(failures).toEqual([
      { run: 1, message: 'head died', hint: 'Look at its log.' },
      { run: 3, message: 'head died', hint: 'Look at its log.' },
      { run: 4, message: 'no such script', hint: 'Name one.' },
    ]);
    expect(said[0]).toBe('run 1 · could not be measured: head died');
  });

  test.each([
    {
      name: 'the first two cannot be measured',
      steps: [VOID],
      span: { runs: 9 },
      tries: 2,
      says: 'head died',
    },
    {
      name: 'the only one cannot be measured',
      steps: [VOID],
      span: { runs: 1 },
      tries: 1,
      says: 'head died',
    },
    {
      name: 'no time is left for a second',
      steps: [VOID],
      span: { budgetMs: 600 },
      tries: 1,
      says: 'head died',
    },
    { name: 'the settings are wrong', steps: [WRONG], span: { runs: 9 }, tries: 1, says: 'no such script' },
  ])('fail when $name', async ({ steps, span, tries, says }) => {
    const { ended, seeds } = rehearse(steps, span);
    await expect(ended).rejects.toThrow(says);
    expect(seeds).toHaveLength(tries);
  });

  test('that are interrupted keep what was measured', async () => {
    const { ended, seeds } = rehearse([GOOD, GOOD, { takesMs: 1, interrupts: true }], { runs: 9 });
    const { results, interrupted, failures } = await ended;
    expect({ results: results.length, interrupted, failures }).toEqual({
      results: 2,
      interrupted: true,
      failures: [],
    });
    expect(seeds).toHaveLength(3);
    await expect(rehearse([{ takesMs: 1, interrupts: true }], { runs: 9 }).ended).rejects.toThrow(
      'received SIGINT',
    );
  });

  test('do not hide a mistake of ours', async () => {
    const mistake = { takesMs: 1, fails: new TypeError('undefined is not a function') };
    await expect(rehearse([GOOD, mistake], { runs: 3 }).ended).rejects.toThrow(TypeError);
  });
});
