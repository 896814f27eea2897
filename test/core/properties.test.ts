import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Judgement } from '../../src/core/judgement.ts';
import type { Cells, EndpointBlocks, Observations } from '../../src/core/observations.ts';
import { judgeAgain } from '../../src/core/replay.ts';
import { exchangeSides, type SyntheticRun, synthesize } from './synthetic.ts';
import { find, planFor } from './trial.ts';

/** Runs of all kinds: short and long, noisy and quiet, slower, faster, failing. */
const runs: fc.Arbitrary<SyntheticRun> = fc.record({
  windows: fc.integer({ min: 12, max: 30 }),
  seed: fc.string({ maxLength: 8 }),
  endpoints: fc.constantFrom(['GET /'], ['GET /', 'POST /cart']),
  requests: fc.integer({ min: 6, max: 40 }),
  slowdown: fc.constantFrom(0.7, 0.97, 1, 1.02, 1.06, 1.2),
  noise: fc.constantFrom(0.1, 0.4, 1),
  failing: fc.constantFrom([0, 0] as const, [0.01, 0.01] as const, [0, 0.04] as const),
  cpu: fc.constantFrom(0.95, 1, 1.05),
});

/** One look at everything, so that exchanged runs are compared over the same windows. */
const judgeOnce = (observations: Observations): Judgement =>
  judgeAgain(observations, { ...planFor(observations.windows), looks: [observations.windows] });

function scale(observations: Observations, factor: number): Observations {
  const by = (values: readonly (number | null)[]) =>
    values.map((value) => (value === null ? null : value * factor));
  const scaled = (blocks: EndpointBlocks): EndpointBlocks => ({
    ...blocks,
    cells: blocks.cells.map((cells: Cells) => ({
      ...cells,
      p50: by(cells.p50),
      p90: by(cells.p90),
      p95: by(cells.p95),
      p99: by(cells.p99),
      mean: by(cells.mean),
    })),
  });
  return { ...observations, mix: scaled(observations.mix), endpoints: observations.endpoints.map(scaled) };
}

const few = { numRuns: 12 };

describe('any judgement', () => {
  it('mirrors every estimate and interval when base and head are exchanged', () => {
    fc.assert(
      fc.property(runs, (run) => {
        const observations = synthesize(run);
        const there = judgeOnce(observations);
        const back = judgeOnce(exchangeSides(observations));
        for (const { metric, endpoint, kind, change, standing } of there.comparisons) {
          const other = find(back, metric, endpoint).change;
          expect(other === null).toBe(change === null);
          // What is proven worse one way need not be better the other way, and its ends are held to the proof.
          if (change === null || other === null || standing === 'worse' || standing === 'better') continue;
          const turn = (value: number): number => (kind === 'ratio' ? 1 / (1 + value) - 1 : -value);
          expect(other.estimate).toBeCloseTo(turn(change.estimate), 5);
          expect(other.low).toBeCloseTo(turn(change.high), 5);
          expect(other.high).toBeCloseTo(turn(change.low), 5);
        }
      }),
      few,
    );
  });

  it('does not depend on the unit of time', () => {
    fc.assert(
      fc.property(runs, fc.constantFrom(0.001, 8, 1000), (run, factor) => {
        const observations = synthesize(run);
        const plain = judgeOnce(observations);
        const scaled = judgeOnce(scale(observations, factor));
        expect(scaled.verdict).toBe(plain.verdict);
        for (const { metric, endpoint, unit, base, change, standing } of plain.comparisons) {
          const other = find(scaled, metric, endpoint);
          expect(other.standing).toBe(standing);
          if (change !== null) expect(other.change?.low).toBeCloseTo(change.low, 5);
          if (unit === 'ms' && metric !== 'cpu' && base !== null)
            expect((other.base ?? 0) / base).toBeCloseTo(factor, 6);
        }
      }),
      few,
    );
  });

  it('is the same for the same input and seed', () => {
    fc.assert(
      fc.property(runs, (run) => expect(judgeOnce(synthesize(run))).toEqual(judgeOnce(synthesize(run)))),
      { numRuns: 5 },
    );
  });

  it('does not depend on the order in which endpoints were seen', () => {
    fc.assert(
      fc.property(runs, (run) => {
        const observations = synthesize(run);
        const turned = { ...observations, endpoints: observations.endpoints.toReversed() };
        expect(judgeOnce(turned)).toEqual(judgeOnce(observations));
      }),
      { numRuns: 5 },
    );
  });

  it('never contradicts itself: number, interval and standing', () => {
    fc.assert(
      fc.property(runs, (run) => {
        const judgement = judgeOnce(synthesize(run));
        for (const { change, margin, standing, kind, base, head } of judgement.comparisons) {
          if (change === null) {
            expect(['shown', 'sparse', 'open', 'unresolvable']).toContain(standing);
            continue;
          }
          expect(change.low).toBeLessThanOrEqual(change.estimate);
          expect(change.high).toBeGreaterThanOrEqual(change.estimate);
          if (standing === 'worse') expect(change.low).toBeGreaterThan(0);
          if (standing === 'better') expect(change.high).toBeLessThan(0);
          if (standing === 'held') expect(change.low).toBeLessThan(margin ?? 0);
          if (kind === 'ratio') expect((head ?? 0) / (base ?? 1) - 1).toBeCloseTo(change.estimate, 6);
        }
        const isWorse = judgement.comparisons.some(({ standing }) => standing === 'worse');
        expect(judgement.verdict === 'fail').toBe(isWorse);
      }),
      { numRuns: 25 },
    );
  });

  it('never passes on holes', () => {
    const hole = fc.constantFrom(null, Number.NaN, 0, Number.POSITIVE_INFINITY, -1);
    fc.assert(
      fc.property(runs, fc.constantFrom(0, 1), hole, (run, side, value) => {
        const observations = synthesize(run);
        const dig = (blocks: EndpointBlocks): EndpointBlocks => ({
          ...blocks,
          cells: blocks.cells.map((cells, i) => {
            const holes = cells.p50.map(() => value);
            return i === side
              ? { ...cells, p50: holes, p90: holes, p95: holes, p99: holes, mean: holes }
              : cells;
          }),
        });
        const dug = {
          ...observations,
          mix: dig(observations.mix),
          endpoints: observations.endpoints.map(dig),
        };
        expect(judgeOnce(dug).verdict).not.toBe('pass');
      }),
      few,
    );
  });
});
