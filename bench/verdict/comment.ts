import { createJudge } from '../../src/core/judge.ts';
import { planLooks } from '../../src/core/looks.ts';
import type { Observations } from '../../src/core/observations.ts';
import { DEFAULT_POLICY } from '../../src/core/policy.ts';
import { firstWindows, reduceTrial } from './blocks.ts';
import type { Change } from './changes.ts';
import { applyChange, drawFailures } from './changes.ts';
import { RULES } from './elsewhere.ts';
import { LAYOUTS, SEQUENTIAL } from './layouts.ts';
import { seededNoise } from './noise.ts';
import { PROFILES } from './requests.ts';
import { drawResources, NO_RESOURCES } from './resources.ts';
import type { Trial } from './trial.ts';
import { runBlocks, runSlots } from './trial.ts';
import { WORLDS } from './worlds.ts';

/** A kind of comment to simulate, by name. */
export interface Scene {
  readonly world: keyof typeof WORLDS;
  readonly profile: keyof typeof PROFILES;
  readonly layout: keyof typeof LAYOUTS;
  /** Allowance of the policy, as a ratio minus one. */
  readonly delta: number;
  readonly change: Change;
  /** Whether the rules in use elsewhere judge it too; meant for scenes without a change. */
  readonly elsewhere: boolean;
}

/** How one simulated comment ended. */
export interface Outcome {
  readonly verdict: 'pass' | 'fail' | 'inconclusive';
  /** Load seconds until the verdict. */
  readonly seconds: number;
  /** Number of the look that decided, from 0. */
  readonly look: number;
  /** Whether each of `RULES` raised an alarm on the same data; empty where they were not asked. */
  readonly alarms: readonly boolean[];
  /** Of a pass on a changed head: the metrics that it vouches for, as `keyOf` names them. Others were taken out of it in print. */
  readonly held: readonly string[];
}

/** A metric of an endpoint, or of the run. */
export const keyOf = (metric: string, endpoint: string | null): string => `${endpoint ?? 'run'} ${metric}`;

/** Simulates comment number `index` of a scene and has it judged. The same scene and index give the same outcome. */
export function simulateComment(scene: Scene, index: number): Outcome {
  const seed = `${JSON.stringify(scene)} ${index}`;
  const layout = LAYOUTS[scene.layout];
  const noise = seededNoise(seed);
  const setting = { world: WORLDS[scene.world], profile: PROFILES[scene.profile], noise };
  const slots = runSlots(layout, setting);
  applyChange(scene.change, slots, noise);
  const failures = drawFailures(scene.change, slots, layout.window, noise);
  const resources = layout.watched ? drawResources(layout, noise) : NO_RESOURCES;
  const observations = reduceTrial(slots, failures, resources);
  const alarms = scene.elsewhere
    ? askElsewhere(slots, observations, {
        stored: runSlots(layout, setting),
        sequential: runBlocks(SEQUENTIAL, setting),
      })
    : [];
  return { ...judgeComment(observations, scene, seed), alarms };
}

/** Looks at the growing data as a run would, until the verdict. */
function judgeComment(observations: Observations, scene: Scene, seed: string): Omit<Outcome, 'alarms'> {
  const { windows, window, windowsPerStart, watched } = LAYOUTS[scene.layout];
  const looks = planLooks(windows, window * 1000);
  const policy = { ...DEFAULT_POLICY, delta: scene.delta };
  const starts = watched ? Math.ceil(windows / windowsPerStart) : 1;
  const judge = createJudge({ policy, windowsMost: windows, looks, seed, starts });
  for (const [look, at] of looks.entries()) {
    const seen = firstWindows(observations, at, Math.floor(at / windowsPerStart));
    const { decision } = judge.look(seen);
    if (decision === 'go on') continue;
    const isAsked = decision === 'pass' && scene.change.kind !== 'none';
    const { comparisons } = isAsked ? judge.conclude(seen) : { comparisons: [] };
    const held = comparisons.filter(({ standing }) => standing === 'held' || standing === 'better');
    return {
      verdict: decision,
      seconds: at * window,
      look,
      held: held.map(({ metric, endpoint }) => keyOf(metric, endpoint)),
    };
  }
  throw new Error(`no verdict at the last look, ${windows} windows`);
}

function askElsewhere(
  slots: Trial,
  observations: Observations,
  others: { readonly stored: Trial; readonly sequential: Trial },
): boolean[] {
  return RULES.map((rule) => rule.alarms({ slots, observations, ...others }));
}
