import { drawFlips } from '../../statistics/flips.ts';
import { seededRandom } from '../../statistics/random.ts';
import { spentShare } from '../../statistics/spending.ts';
import { compareSeries } from '../comparisons.ts';
import { createFamilyTest } from '../families.ts';
import type { Comparison } from '../judgement.ts';
import { compareMemory } from '../memory.ts';
import type { Observations } from '../observations.ts';
import { marginFor, type Policy } from '../policy.ts';
import { readSeries } from '../read-series.ts';
import { isJudged, type Series } from '../series.ts';
import { judgeService } from '../serving.ts';
import { viewPair } from './pair-view.ts';
import { orderVariants, pickBest } from './rank.ts';
import { type Account, isLost, openAccount, standingOf, sumUp } from './sweep-account.ts';
import type { SweepFinding, SweptVariant } from './swept.ts';

export interface SweepRules {
  readonly policy: Policy;
  readonly windowsMost: number;
  readonly seed: string;
  /** Today's included, which is side 0. */
  readonly variants: number;
  /** Whether variants that have lost stay to the end. */
  readonly keepsLosers?: boolean;
}

export interface SweepLook {
  /** Sides that take part from here on, today's among them. */
  readonly kept: readonly number[];
  /** Whether everything has been told apart that can be. */
  readonly isOver: boolean;
}

/** Judges variants against today's values at planned looks, each look paid for out of one alpha. */
export interface SweepJudge {
  look(observations: Observations): SweepLook;
  conclude(observations: Observations): SweepFinding;
}

/** What a variant is judged by. CPU is what it costs: it never drops a variant, which may yet prove faster. */
const HEADLINES = ['p50', 'p95', 'errors', 'cpu'];
const FLIPS = 10_000;

/**
 * Two families, worse and better, at half of alpha each: all headline metrics of all variants under the same flips, so that
 * naming any of them wrongly costs alpha in all, over all looks (max-T, as in the gate).
 */
export function createSweepJudge({
  policy,
  windowsMost,
  seed,
  variants,
  keepsLosers = false,
}: SweepRules): SweepJudge {
  const flips = drawFlips(windowsMost, FLIPS, seededRandom(`${seed}/sweep`));
  const tests = {
    worse: createFamilyTest(flips, 'worse'),
    better: createFamilyTest(flips, 'better'),
  };
  const accounts: Account[] = Array.from({ length: variants }, openAccount);
  const account = (side: number): Account => accounts[side] as Account;
  const others = accounts.map((_, side) => side).slice(1);

  const seriesOf = (observations: Observations, side: number): Series[] => {
    const view = viewPair(observations, side, account(side).droppedAt ?? observations.windows);
    return readSeries(view, policy, windowsMost).filter(
      ({ endpoint, metric }) => endpoint === null && HEADLINES.includes(metric),
    );
  };

  const look = (observations: Observations): SweepLook => {
    const { windows } = observations;
    const running = others.filter((side) => account(side).droppedAt === null);
    for (const side of running) {
      const service = judgeService(viewPair(observations, side, windows));
      if (service?.kind === 'does not serve') account(side).isBroken = true;
    }
    const owners = new Map<Series, number>();
    for (const side of running.filter((each) => !account(each).isBroken)) {
      for (const series of seriesOf(observations, side)) if (isJudged(series)) owners.set(series, side);
    }
    const level = (policy.alpha / 2) * spentShare(windows, windowsMost);
    for (const direction of ['worse', 'better'] as const) {
      for (const series of tests[direction].look([...owners.keys()], level)) {
        account(owners.get(series) as number)[direction].add(series.metric);
      }
    }
    for (const side of running) if (!keepsLosers && isLost(account(side))) account(side).droppedAt = windows;
    const left = running.filter((side) => account(side).droppedAt === null);
    return { kept: [0, ...left], isOver: left.length === 0 };
  };

  const conclude = (observations: Observations): SweepFinding => {
    const swept = others.map((side): SweptVariant => {
      const own = account(side);
      const windows = own.droppedAt ?? observations.windows;
      const comparisons = seriesOf(observations, side).map((series) =>
        compareSeries(series, {
          flips,
          standing: standingOf(series, own),
          margin: marginFor(policy.margins, series.metric, null),
        }),
      );
      const memory = compareMemory(viewPair(observations, side, windows), policy, 0);
      return {
        standing: sumUp(own),
        comparisons: memory === null ? comparisons : [...comparisons, memory],
        windows,
      };
    });
    const all: SweptVariant[] = [
      { standing: 'today', comparisons: ownValues(swept), windows: observations.windows },
      ...swept,
    ];
    return { variants: all, order: orderVariants(all), best: pickBest(all), alpha: policy.alpha };
  };

  return { look, conclude };
}

/** Today's own values, as the variant that ran longest beside it saw them. */
function ownValues(swept: readonly SweptVariant[]): Comparison[] {
  const longest = swept.reduce<SweptVariant | null>(
    (most, each) => (most === null || each.windows > most.windows ? each : most),
    null,
  );
  return (longest?.comparisons ?? []).map((comparison) => ({
    ...comparison,
    head: comparison.base,
    change: null,
    resolution: null,
    standing: 'shown',
  }));
}
