import { Failure } from '../../src/core/failure.ts';
import { createProbe, type Probe } from '../../src/core/probe.ts';
import type { SampleSink } from '../../src/core/sample.ts';
import { cutLeg, dealSchedule, type Leg } from '../../src/core/schedule.ts';
import type { K6Engine } from '../../src/engines/k6/engine.ts';
import { refuseUselessLoad } from '../../src/pipeline/useless-load.ts';
import { seededRandom } from '../../src/statistics/random.ts';
import type { EchoService } from './echo-service.ts';

export interface CorpusLeg {
  readonly engine: K6Engine;
  readonly targetEnv: string;
  readonly echoes: readonly [EchoService, EchoService];
  readonly seconds: number;
  /** Iterations per second. */
  readonly rate: number;
}

const WINDOW_MS = 1000;
/** From here on a script whose iterations end without a request is given up, ms. */
const PATIENCE_MS = 4000;

/** Loads both services in dealt slots, the way a comparison does. Throws the Failure that a comparison would end with. */
export async function runLeg(plan: CorpusLeg): Promise<Probe> {
  await plan.engine.describe();
  const probe = createProbe(2);
  const targets = plan.echoes.map(({ url }, index) => ({ side: index === 0 ? 'base' : 'head', url }));
  const startAt = Date.now() + 1500;
  const run = plan.engine.run(
    {
      targets,
      order: [0, 1],
      leg: deal(plan.seconds),
      startAt,
      rate: plan.rate,
      users: { ready: 5 * plan.rate, most: 10 * plan.rate },
    },
    probe satisfies SampleSink,
  );
  let isOver = false;
  void run.ended.then(() => {
    isOver = true;
  });
  while (!isOver && Date.now() < startAt + plan.seconds * 1000) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    const isSilent = probe.finished > 0 && probe.requests.every((count) => count === 0);
    if (isSilent && Date.now() > startAt + PATIENCE_MS) break;
  }
  await run.stop();
  const exits = await run.ended;
  const failure = exits.map((exit) => exit.failure).find((found) => found !== null);
  if (failure instanceof Failure) throw failure;
  refuseUselessLoad({ probe, exits, targets, targetEnv: plan.targetEnv });
  return probe;
}

function deal(seconds: number): Leg {
  const random = seededRandom('corpus');
  const windows = (seconds * 1000) / WINDOW_MS - 1;
  const schedule = dealSchedule({ sides: 2, windows, windowMs: WINDOW_MS, slotMs: 100 }, random);
  return cutLeg(schedule, 0, windows, 1, random);
}
