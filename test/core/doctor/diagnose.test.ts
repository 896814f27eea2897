import { describe, expect, test } from '@jest/globals';
import { diagnose } from '../../../src/core/doctor/diagnose.ts';
import type { Diagnosis } from '../../../src/core/doctor/diagnosis.ts';
import { comparison, quietEndpoint, quietRun } from '../../report/result-builder.ts';
import { type ComposedRun, composeRun } from './composed-run.ts';

const examine = (runs: number, run: Omit<ComposedRun, 'seed'>): Diagnosis => {
  const [first, ...others] = Array.from({ length: runs }, (_, at) =>
    composeRun({ ...run, seed: `run ${at}` }),
  );
  return diagnose([first as NonNullable<typeof first>, ...others]);
};

const effectOn = ({ startEffects }: Diagnosis, metric: string) =>
  startEffects.find((effect) => effect.metric === metric) as Diagnosis['startEffects'][number];

describe('starts', () => {
  test('that differ by the noise of windows alone have no spread of their own and no bias', () => {
    const { sd, noise, first, head } = effectOn(examine(25, {}), 'p50');
    // 1.2533 × 3% / √15 = 0.97%; the sd of 100 estimates is known to within 7%, so what is left of it stays small.
    expect(noise).toBeGreaterThan(0.0092);
    expect(noise).toBeLessThan(0.0102);
    expect(sd).toBeLessThan(0.0045);
    for (const mean of [first, head]) {
      expect(mean?.low).toBeLessThan(0);
      expect(mean?.high).toBeGreaterThan(0);
      expect(Math.abs(mean?.estimate ?? 1)).toBeLessThan(0.003);
    }
  });

  test('give back the spread and the bias of the order that they were made with, each by itself', () => {
    const found = examine(25, { sd: 0.02, first: 0.015 });
    for (const metric of ['p50', 'cpu']) {
      const { starts, sd, first, head } = effectOn(found, metric);
      expect(starts).toBe(100);
      expect(sd).toBeGreaterThan(0.016);
      expect(sd).toBeLessThan(0.024);
      expect(first?.low).toBeGreaterThan(0.008);
      expect(first?.estimate).toBeCloseTo(0.015, 2);
      expect(first?.high).toBeLessThan(0.022);
      expect(head?.low).toBeLessThan(0);
      expect(head?.high).toBeGreaterThan(0);
    }
  });

  test('of one order say nothing of its bias, and head against base shows the whole of it', () => {
    const { first, head, sd } = effectOn(
      examine(20, { starts: 1, oneOrder: true, first: 0.02, noise: 0.005 }),
      'p50',
    );
    expect(first).toBeNull();
    expect(head?.estimate).toBeCloseTo(Math.expm1(-0.02), 3);
    expect(sd).toBeLessThan(0.002);
  });

  test('that are too few suggest nothing', () => {
    const found = examine(1, { starts: 2, sd: 0.02 });
    expect(effectOn(found, 'p50')).toMatchObject({ starts: 2, sd: null });
    expect(found.allowance.suggested.map(({ delta }) => delta)).toEqual([null, null, null]);
  });

  test('lead to a larger allowance for runs of fewer', () => {
    const { allowance } = examine(25, { sd: 0.02, first: 0.015 });
    const [one, two, four] = allowance.suggested.map(({ delta }) => delta ?? 0) as [number, number, number];
    expect(two / four).toBeCloseTo(Math.SQRT2, 1);
    // The bias of the order cancels over two starts, not over one.
    expect(one).toBeGreaterThan(two * Math.SQRT2 + 0.005);
    expect(allowance.used).toEqual({ median: 0.011, least: 0.011, most: 0.011 });
  });
});

test('verdicts are counted, alarms are fails, and each says what it was about', () => {
  const worse = quietRun({
    p95: { base: 48, head: 52, change: 0.08, half: 0.03, sees: 0.036, standing: 'worse' },
  });
  const found = diagnose([
    composeRun({ seed: 'a' }),
    composeRun({ seed: 'b', verdict: 'fail', comparisons: worse, starts: 1 }),
    composeRun({ seed: 'c', verdict: 'inconclusive', starts: 2 }),
  ]);
  expect(found.verdicts).toEqual({ pass: 1, fail: 1, inconclusive: 1 });
  expect(found.alarms).toMatchObject({ alarms: 1, runs: 3 });
  expect(found.runs.map((run) => run.worse)).toEqual([[], [{ metric: 'p95', endpoint: null }], []]);
  expect(found.runs.map(({ seed }) => seed)).toEqual(['a', 'b', 'c']);
  expect(found.seconds).toEqual({ median: 60, least: 30, most: 120 });
  expect(found.load.starts).toEqual({ median: 2, least: 1, most: 4 });
});

test('resolutions are told of the run and of the endpoint that is seen worst', () => {
  const sharp = { base: 12, head: 12, change: 0, half: 0.01, sees: 0.02 };
  const runOf = (seed: string, sees: number, searchSees: number) =>
    composeRun({
      seed,
      comparisons: [
        ...quietRun({ p50: { ...sharp, sees } }),
        ...quietEndpoint('GET /', 40),
        comparison('GET /search', 'p95', { ...sharp, sees: searchSees }),
        comparison('GET /rare', 'p95', { ...sharp, sees: 9, standing: 'sparse' }),
      ],
    });
  const { resolutions } = diagnose([runOf('a', 0.02, 0.2), runOf('b', 0.05, 0.3), runOf('c', 0.03, 0.25)]);
  const on = (metric: string) => resolutions.find((one) => one.metric === metric);
  expect(on('p50')?.run).toMatchObject({
    margin: 0.05,
    resolution: { median: 0.03, least: 0.02, most: 0.05 },
  });
  expect(on('p95')?.worst).toMatchObject({
    endpoint: 'GET /search',
    margin: 0.25,
    resolution: { median: 0.25, least: 0.2, most: 0.3 },
  });
  expect(on('cpu')?.worst).toBeNull();
});

test('arrivals without a free user are told as a share of all', () => {
  const { load } = diagnose([composeRun({ seed: 'a', dropped: [21, 21] }), composeRun({ seed: 'b' })]);
  // 70 iterations/s over twice 120 s.
  expect(load.dropped).toBeCloseTo(42 / (70 * 240), 12);
});
