import { describe, expect, test } from '@jest/globals';
import { reduceTrial } from '../../../bench/verdict/blocks.ts';
import { applyChange, drawFailures } from '../../../bench/verdict/changes.ts';
import type { Evidence } from '../../../bench/verdict/elsewhere.ts';
import { RULES } from '../../../bench/verdict/elsewhere.ts';
import { LAYOUTS } from '../../../bench/verdict/layouts.ts';
import { seededNoise } from '../../../bench/verdict/noise.ts';
import { PROFILES } from '../../../bench/verdict/requests.ts';
import type { Trial } from '../../../bench/verdict/trial.ts';
import { blockOf, runSlots } from '../../../bench/verdict/trial.ts';
import { WORLDS } from '../../../bench/verdict/worlds.ts';

/** Head is a copy of base, but for `by`. */
function evidence(by: number): Evidence {
  const noise = seededNoise('evidence');
  const stored = runSlots(LAYOUTS.shipped, { world: WORLDS.quiet, profile: PROFILES.simple, noise });
  const slots: Trial = { ...stored, latencies: stored.latencies.slice() };
  for (let window = 0; window < slots.windows; window++) {
    // A hair of difference keeps variances above 0.
    blockOf(slots, window, 1).set(
      blockOf(slots, window, 0).map((value) => value * (1 - 1e-4 * noise.uniform())),
    );
  }
  applyChange({ kind: 'all', by }, slots, noise);
  const observations = reduceTrial(slots, drawFailures({ kind: 'none' }, slots, 2, noise));
  return { slots, observations, stored, sequential: slots };
}

describe('the rules in use elsewhere', () => {
  const same = evidence(0);
  const slower = evidence(0.3);

  test.each(RULES.map((rule) => [rule.name, rule] as const))(
    '%s: silent on a copy, loud at +30%%',
    (_, rule) => {
      expect(rule.alarms(same)).toBe(false);
      expect(rule.alarms(slower)).toBe(true);
    },
  );
});
