import { drawFlips } from '../../statistics/flips.ts';
import { median } from '../../statistics/quantile.ts';
import { seededRandom } from '../../statistics/random.ts';
import { pairValues } from '../blocks.ts';
import { compareSeries } from '../comparisons.ts';
import { createGate, type GateFindings } from '../gate.ts';
import type { Comparison, Standing } from '../judgement.ts';
import { marginFor, type Policy } from '../policy.ts';
import { type Series, seriesKey } from '../series.ts';

/** Goodput of both sides pair by pair, successful requests per second; null where a pair could not be counted. */
export interface Goodput {
  readonly base: readonly (number | null)[];
  readonly head: readonly (number | null)[];
}

export interface CapacityTestPlan {
  /** Its alpha is the capacity's own share. */
  readonly policy: Policy;
  readonly pairsMost: number;
  readonly seed: string;
}

/** The sign-flip test of the verdict on pairs of saturated blocks, with an alpha of its own. */
export interface CapacityTest {
  /** Judges at a planned look; pairs must grow from look to look. */
  look(goodput: Goodput): 'worse' | 'held' | 'go on';
  /** Head against base as the last look left it. */
  conclude(goodput: Goodput): Comparison;
}

export const CAPACITY = 'capacity';
/** Of the comment's alpha; the rest stays with what is measured at a fixed rate. */
export const CAPACITY_ALPHA_SHARE = 0.25;

const FLIPS = 10_000;
const NOTHING: GateFindings = {
  worse: new Set(),
  held: new Set(),
  unresolvable: new Set(),
  gated: 0,
  holds: false,
};

export function createCapacityTest({ policy, pairsMost, seed }: CapacityTestPlan): CapacityTest {
  const flips = drawFlips(pairsMost, FLIPS, seededRandom(`${seed}/capacity`));
  // The gate keeps half of its alpha for metrics of the run, and this is the only one.
  const gate = createGate(flips, {
    policy: { ...policy, alpha: 2 * policy.alpha },
    windowsMost: pairsMost,
    starts: 1,
  });
  let findings = NOTHING;
  return {
    look(goodput) {
      const series = capacitySeries(goodput, policy);
      findings = gate.look([series], goodput.base.length);
      if (findings.worse.size > 0) return 'worse';
      return findings.held.size > 0 ? 'held' : 'go on';
    },
    conclude(goodput) {
      const series = capacitySeries(goodput, policy);
      const better = gate.findBetter([series], goodput.base.length);
      const standing = standingOf(series, findings, better);
      return compareSeries(series, { flips, standing, margin: marginFor(policy.margins, CAPACITY, null) });
    },
  };
}

function capacitySeries({ base, head }: Goodput, policy: Policy): Series {
  const margin = marginFor(policy.margins, CAPACITY, null);
  const loss = (share: number): number => -Math.log1p(-Math.min(share, 0.99));
  const cost = (values: Goodput['base']): (number | null)[] =>
    values.map((value) => (value !== null && value > 0 ? -Math.log(value) : null));
  return {
    metric: CAPACITY,
    endpoint: null,
    unit: 'per second',
    scale: 'log',
    worse: 'down',
    role: margin === null ? 'shown' : 'run',
    // No block counts less than another: a stall under load is what capacity is about.
    ...pairValues({ base: cost(base), head: cost(head) }, { span: 1, lost: new Set() }, false),
    allowance: loss(policy.delta),
    margin: margin === null ? null : loss(margin),
    sides: [typicalOf(base), typicalOf(head)],
    totals: { requests: [0, 0], events: [0, 0], trials: [0, 0] },
    share: 1,
  };
}

function typicalOf(values: Goodput['base']): number | null {
  const measured = values.filter((value): value is number => value !== null);
  return measured.length > 0 ? median(measured) : null;
}

function standingOf(series: Series, findings: GateFindings, better: ReadonlySet<string>): Standing {
  const key = seriesKey(series);
  if (series.role === 'shown') return 'shown';
  if (findings.worse.has(key)) return 'worse';
  if (better.has(key)) return 'better';
  if (findings.unresolvable.has(key)) return 'unresolvable';
  return findings.held.has(key) ? 'held' : 'open';
}
