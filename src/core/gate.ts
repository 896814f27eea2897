import type { Flips } from '../statistics/flips.ts';
import { spentShare } from '../statistics/spending.ts';
import { isDoubtful } from './doubt.ts';
import { createFamilyTest, type FamilyTest } from './families.ts';
import { mayPass } from './looks.ts';
import { createMarginTest } from './margin-test.ts';
import { memoryAlpha } from './memory.ts';
import type { Policy } from './policy.ts';
import { isResolvable } from './resolution.ts';
import { isGated, type Series, seriesKey } from './series.ts';

export interface GateRules {
  readonly policy: Policy;
  readonly windowsMost: number;
  readonly starts: number;
}

/** What the evidence proves at a look. Keys of series, see `seriesKey`. */
export interface GateFindings {
  readonly worse: ReadonlySet<string>;
  readonly held: ReadonlySet<string>;
  readonly unresolvable: ReadonlySet<string>;
  readonly gated: number;
  /** Whether everything that the budget can resolve, or that points beyond its margin, is within it, and that is enough for a pass. */
  readonly holds: boolean;
}

/** The statistical gate: it convicts and it clears, and keeps account of what each look may still spend. */
export interface Gate {
  look(series: readonly Series[], windows: number): GateFindings;
  /** Metrics that changed for the better, tested once, with no bearing on the verdict. */
  findBetter(series: readonly Series[], windows: number): ReadonlySet<string>;
}

export function createGate(flips: Flips, { policy, windowsMost, starts }: GateRules): Gate {
  // Two families at half of alpha each: a diffuse change shows in the few metrics of the run, a single endpoint in its own.
  const alpha = { run: policy.alpha / 2 - memoryAlpha(policy, starts), endpoint: policy.alpha / 2 };
  const run = createFamilyTest(flips, 'worse');
  const endpoint = createFamilyTest(flips, 'worse');
  const margins = createMarginTest(flips);
  const lookAt = (
    tests: { run: FamilyTest; endpoint: FamilyTest },
    series: readonly Series[],
    spent: number,
  ) =>
    keysOf([
      ...tests.run.look(membersOf(series, 'run'), alpha.run * spent),
      ...tests.endpoint.look(membersOf(series, 'endpoint'), alpha.endpoint * spent),
    ]);
  return {
    look(series, windows) {
      const worse = lookAt({ run, endpoint }, series, spentShare(windows, windowsMost));
      const gated = series.filter(isGated);
      const resolvable = gated.filter(
        (each) => isResolvable(each, { windows, windowsMost }) || isDoubtful(each, flips),
      );
      const level = (policy.beta * windows) / windowsMost;
      const held = mayPass(windows, windowsMost)
        ? resolvable.filter((each) => margins.look(each, level))
        : [];
      return {
        worse,
        held: keysOf(held),
        unresolvable: keysOf(gated.filter((each) => !resolvable.includes(each))),
        gated: resolvable.length,
        holds: held.length === resolvable.length && isEnough(gated, held),
      };
    },
    findBetter: (series, windows) =>
      lookAt(
        { run: createFamilyTest(flips, 'better'), endpoint: createFamilyTest(flips, 'better') },
        series,
        spentShare(windows, windowsMost),
      ),
  };
}

/** A pass must rest on something: on a latency of the run wherever one is gated. */
function isEnough(gated: readonly Series[], held: readonly Series[]): boolean {
  const isRunLatency = ({ endpoint, unit, role, metric }: Series): boolean =>
    endpoint === null && unit === 'ms' && role === 'run' && metric !== 'cpu';
  return held.length > 0 && (!gated.some(isRunLatency) || held.some(isRunLatency));
}

const membersOf = (series: readonly Series[], role: Series['role']): Series[] =>
  series.filter((each) => each.role === role);

const keysOf = (series: readonly Series[]): Set<string> => new Set(series.map(seriesKey));
