// How long the judge takes over a whole run: `node bench/judge-speed.ts`.

import { createJudge } from '../src/core/judge.ts';
import { planLooks } from '../src/core/looks.ts';
import { DEFAULT_POLICY } from '../src/core/policy.ts';
import { firstWindows } from '../src/core/replay.ts';
import { synthesize } from '../test/core/synthetic.ts';

const windowsMost = 75;
const endpoints = Array.from({ length: 15 }, (_, i) => `GET /${i}`);
const observations = synthesize({ windows: windowsMost, endpoints, cpu: 1, failing: [0.001, 0.001] });
const looks = planLooks(windowsMost, 4000);

for (let round = 0; round < 3; round++) {
  const started = performance.now();
  const judge = createJudge({ policy: DEFAULT_POLICY, windowsMost, looks, seed: `round ${round}` });
  const decisions = looks.map((windows) => judge.look(firstWindows(observations, windows)).decision);
  const looked = performance.now();
  const { comparisons } = judge.conclude(observations);
  const ended = performance.now();
  console.log(
    `${comparisons.length} metrics, ${windowsMost} windows, ${looks.length} looks: ${(looked - started).toFixed(0)} ms, ` +
      `conclusion ${(ended - looked).toFixed(0)} ms (${decisions.join(', ')})`,
  );
}
