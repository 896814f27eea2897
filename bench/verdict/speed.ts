import { createJudge } from '../../src/core/judge.ts';
import { planLooks } from '../../src/core/looks.ts';
import type { Observations } from '../../src/core/observations.ts';
import { DEFAULT_POLICY } from '../../src/core/policy.ts';
import { firstWindows, reduceTrial } from './blocks.ts';
import { drawFailures } from './changes.ts';
import type { Finding } from './claim.ts';
import { LAYOUTS } from './layouts.ts';
import { seededNoise } from './noise.ts';
import { PROFILES } from './requests.ts';
import { runSlots } from './trial.ts';
import { WORLDS } from './worlds.ts';

const MOST_MS = 1000;
const REPEATS = 5;

/** How long the judge takes over one comment of about 50 metrics (15 endpoints) and all planned looks. Runs in this thread. */
export function measureSpeed(): Finding {
  const observations = wideComment();
  const { windows, window } = LAYOUTS.reference;
  const looks = planLooks(windows, window * 1000);
  const times = Array.from({ length: REPEATS }, (_, i) => judgeOnce(observations, looks, `speed ${i}`));
  const median = (of: readonly number[]): number => [...of].sort((a, b) => a - b)[REPEATS >> 1] ?? 0;
  const looking = median(times.map((time) => time.looking));
  return {
    title:
      'Speed: one comment of 51 metrics, 75 windows, 10,000 flips and 6 looks is judged in less than 1 s',
    columns: ['looks', 'all looks', 'conclusion with intervals'],
    rows: [
      {
        cells: [
          String(looks.length),
          `${looking.toFixed(0)} ms`,
          `${median(times.map((time) => time.concluding)).toFixed(0)} ms`,
        ],
        holds: looking < MOST_MS,
      },
    ],
  };
}

function judgeOnce(
  observations: Observations,
  looks: readonly number[],
  seed: string,
): { readonly looking: number; readonly concluding: number } {
  const judge = createJudge({ policy: DEFAULT_POLICY, windowsMost: observations.windows, looks, seed });
  const start = performance.now();
  for (const windows of looks) judge.look(firstWindows(observations, windows, 0));
  const looked = performance.now();
  judge.conclude(observations);
  return { looking: looked - start, concluding: performance.now() - looked };
}

/** Of the mixed profile, whose sparse p95 keeps the question open to the last look; five endpoints appear twice. */
function wideComment(): Observations {
  const noise = seededNoise('speed');
  const { reference } = LAYOUTS;
  const trial = runSlots(reference, { world: WORLDS.typical, profile: PROFILES.mixed, noise });
  const observations = reduceTrial(trial, drawFailures({ kind: 'none' }, trial, reference.window, noise));
  const more = observations.endpoints
    .slice(0, 5)
    .map((endpoint) => ({ ...endpoint, name: `${endpoint.name}?again` }));
  const endpoints = [...observations.endpoints, ...more];
  return {
    ...observations,
    endpoints: endpoints.map((endpoint) => ({ ...endpoint, share: 1 / endpoints.length })),
  };
}
