import type { Pace } from '../../core/engine.ts';
import type { Leg } from '../../core/schedule.ts';
import { slotsPerWindow } from '../../core/schedule.ts';
import { leadOf, ownSlots } from './own-time.ts';
import { renderPace } from './pace.ts';
import type { PlannedScenario } from './scenarios.ts';

/** Metadata key that carries the counted window's number on every sample of an iteration. */
export const WINDOW_KEY = 'plimsoll';
/** Counter that the wrapper adds to when a counted iteration begins. */
export const BEGUN_METRIC = 'plimsoll_begun';

export interface WrapperPlan {
  /** What the user's script is imported by: a file URL, because k6 loses relative imports of a path with `#` or `?` in it. */
  readonly script: string;
  readonly leg: Leg;
  /** Index of the side whose slots this generator loads. */
  readonly side: number;
  /** Epoch ms of the first slot. */
  readonly startAt: number;
  readonly scenarios: readonly PlannedScenario[];
  readonly pace?: Pace | undefined;
  /** Addresses that lead to the side's target instead, as k6's `hosts` option has them. */
  readonly hosts: Readonly<Record<string, string>>;
}

/**
 * The module that k6 runs in place of the user's script: it imports the script, replaces the load by ours and makes
 * each iteration wait for its place in the slots of its side. It lies in our own folder; relative imports and `open()` of
 * the script still resolve from the script.
 */
export function renderWrapper(plan: WrapperPlan): string {
  const { leg } = plan;
  const constants = {
    START: plan.startAt,
    SLOT: leg.slotMs,
    GUARD: Math.min(leg.slotMs / 20, MOST_GUARD_MS),
    SLOTS_PER_WINDOW: slotsPerWindow(leg),
    WARMUP: leg.warmupWindows,
    FIRST_WINDOW: leg.firstWindow,
    SIDES: leg.sides,
    LEAD: leadOf(leg, plan.side),
    SLOTS: ownSlots(leg, plan.side),
    SCENARIOS: plan.scenarios,
    HOSTS: plan.hosts,
  };
  const script = JSON.stringify(plan.script);
  return [
    `import * as user from ${script};`,
    `export * from ${script};`,
    ...Object.entries(constants).map(([name, value]) => `const ${name} = ${JSON.stringify(value)};`),
    GATE,
    ...(plan.pace === undefined ? [] : [renderPace(plan.pace, leg, plan.side)]),
    ...plan.scenarios.map(
      ({ gate, exec, gapMs }) =>
        `export const ${gate} = ${plan.pace === undefined ? 'open' : 'openPaced'}(user[${JSON.stringify(exec)}], ${gapMs});`,
    ),
    '',
  ].join('\n');
}

/** Requests in the first moments after a change of side may still wait behind the other side's; ms. */
const MOST_GUARD_MS = 5;

/**
 * Why it is written as it is:
 * - k6 offers a side its share of the arrivals evenly; the clock of its own slots, put end to end, says where each belongs.
 *   So no arrival runs in vain, and while a side has the load it gets the whole rate.
 * - Arrivals are jittered by up to one inter-arrival time, else they lock in phase with the slots.
 * - The window's number is taken off when the next iteration begins, not when this one ends: k6 writes the
 *   iteration's own samples after the function has returned, and those must carry it.
 * - k6 makes `exec.vu` anew, with all that hangs on it, each time it is asked for, so what is in it is kept.
 * - Shortcuts for load cannot stand beside scenarios; a pause, a segment, a least duration or a cap on requests would bend the rate.
 * - A threshold that aborts would end one side before the other.
 */
const GATE = `
import { sleep } from 'k6';
import exec from 'k6/execution';
import { Counter } from 'k6/metrics';

const begun = new Counter('${BEGUN_METRIC}');
const MINE = new Set(SLOTS);
let marked = false;
let metadata;

function takeOff() {
  if (marked) delete metadata['${WINDOW_KEY}'];
  marked = false;
}

function count(window) {
  metadata ??= exec.vu.metrics.metadata;
  metadata['${WINDOW_KEY}'] = String(FIRST_WINDOW + window);
  marked = true;
  begun.add(1);
}

function open(run, gapMs) {
  return function (data) {
    takeOff();
    const arrived = Date.now() - START;
    const own = (arrived + LEAD) / SIDES + Math.random() * gapMs;
    const nth = Math.floor(own / SLOT);
    if (own < 0 || nth >= SLOTS.length) return;
    const wait = SLOTS[nth] * SLOT + own - nth * SLOT - arrived;
    if (wait > 0) sleep(wait / 1000);
    const passed = Date.now() - START;
    const slot = Math.floor(passed / SLOT);
    if (!MINE.has(slot)) return;
    const window = Math.floor(slot / SLOTS_PER_WINDOW) - WARMUP;
    if (window >= 0 && (MINE.has(slot - 1) || passed - slot * SLOT >= GUARD)) count(window);
    return run(data);
  };
}

const {
  vus, duration, iterations, stages, scenarios, minIterationDuration, paused, rps,
  executionSegment, executionSegmentSequence, ...kept
} = user.options || {};
const own = scenarios || {};

function planned({ name, gate, load }) {
  const { env, tags } = own[name] || {};
  return { ...load, exec: gate, ...(env ? { env } : {}), ...(tags ? { tags } : {}) };
}

function withoutAbort(condition) {
  return typeof condition === 'string' ? condition : { ...condition, abortOnFail: false };
}

if (kept.systemTags) {
  const needed = ['check', 'expected_response', 'method', 'name', 'scenario', 'status', 'url'];
  kept.systemTags = [...new Set([...kept.systemTags, ...needed])];
}
if (kept.thresholds) {
  kept.thresholds = Object.fromEntries(
    Object.entries(kept.thresholds).map(([metric, conditions]) => [
      metric,
      Array.isArray(conditions) ? conditions.map(withoutAbort) : conditions,
    ]),
  );
}

export const options = {
  ...kept,
  hosts: { ...kept.hosts, ...HOSTS },
  scenarios: Object.fromEntries(SCENARIOS.map((scenario) => [scenario.name, planned(scenario)])),
};
`;
