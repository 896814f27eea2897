import { reduceTrial } from '../../../bench/verdict/blocks.ts';
import { applyChange, type Change, drawFailures } from '../../../bench/verdict/changes.ts';
import { LAYOUTS } from '../../../bench/verdict/layouts.ts';
import { seededNoise } from '../../../bench/verdict/noise.ts';
import { PROFILES } from '../../../bench/verdict/requests.ts';
import { drawResources } from '../../../bench/verdict/resources.ts';
import { RATE, runSlots } from '../../../bench/verdict/trial.ts';
import { WORLDS } from '../../../bench/verdict/worlds.ts';
import type { Policy } from '../../../src/core/policy.ts';
import type { Result } from '../../../src/core/result.ts';
import { judgeMade } from './told.ts';

export interface Simulated {
  readonly world: keyof typeof WORLDS;
  readonly change: Change;
  readonly policy?: Partial<Policy>;
}

/** 300 s of ten endpoints in the worlds in which the verdict itself is measured, judged as a run is. */
export function simulate({ world, change, policy = {} }: Simulated): Result {
  const layout = LAYOUTS.designed;
  const noise = seededNoise(JSON.stringify({ world, change }));
  const trial = runSlots(layout, { world: WORLDS[world], profile: PROFILES.simple, noise });
  applyChange(change, trial, noise);
  const failures = drawFailures(change, trial, layout.window, noise);
  return judgeMade({
    observations: reduceTrial(trial, failures, drawResources(layout, noise)),
    windowMs: layout.window * 1000,
    slotMs: layout.slot * 1000,
    windowsPerStart: layout.windowsPerStart,
    requestsPerSecond: RATE,
    policy,
  });
}
