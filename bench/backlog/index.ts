import { judgeBacklog } from '../../src/core/backlog/judge-backlog.ts';
import { DEFAULT_MARGINS, DEFAULT_POLICY } from '../../src/core/policy.ts';
import { seededRandom } from '../../src/statistics/random.ts';
import { SHAPE, simulateQueue, type World } from '../../test/core/backlog/queue-worlds.ts';

/**
 * How often a queue fails, passes, or stays open, over simulated runs that end at a look. Levels are those of a run of 75 windows.
 * `--runs N` for more, `--windows 12|30|75` for another end.
 */
const RUNS = Number(argument('--runs') ?? 2000);
const WINDOWS = Number(argument('--windows') ?? 30);
const policy = {
  ...DEFAULT_POLICY,
  margins: { ...DEFAULT_MARGINS, run: { ...DEFAULT_MARGINS.run, backlog: 0.05 } },
};
const measurement = { windowsMost: 75, plannedLooks: [12, 20, 30, 45, 60, 75], windowMs: SHAPE.windowMs };

const EQUAL: Readonly<Record<string, World['head']>> = {
  'keeps up': { capacity: 1.5 },
  'keeps up, commits every 5 s': { capacity: 1.5, commitMs: 5000 },
  'keeps up, pauses': { capacity: 1.5, pauses: 0.05 },
  'just keeps up': { capacity: 1 },
  'just keeps up, start luck 1%': { capacity: 1, luck: 0.01 },
  'just keeps up, start luck 2%': { capacity: 1, luck: 0.02 },
  'just keeps up, drifts by 10%': { capacity: 1, drift: 0.1 },
  'just keeps up, drifts by 30%, pauses': { capacity: 1, drift: 0.3, pauses: 0.05 },
  'falls behind by 30%': { capacity: 0.7 },
  'falls behind by 30%, drifts by 30%': { capacity: 0.7, drift: 0.3 },
  'falls behind by 30%, commits every 5 s': { capacity: 0.7, commitMs: 5000 },
};
const WORSE: Readonly<Record<string, World>> = {
  'at the margin of 5%': { base: { capacity: 1.5 }, head: { capacity: 0.95 } },
  'at the margin, drifts by 30%': { base: { capacity: 1.5 }, head: { capacity: 0.95, drift: 0.3 } },
  '10%': { base: { capacity: 1.5 }, head: { capacity: 0.9 } },
  '15%': { base: { capacity: 1.5 }, head: { capacity: 0.85 } },
  '27%': { base: { capacity: 1.5 }, head: { capacity: 0.73 } },
  '27%, drifts by 30%': { base: { capacity: 1.5 }, head: { capacity: 0.73, drift: 0.3 } },
  '27%, commits every 5 s': {
    base: { capacity: 1.5, commitMs: 5000 },
    head: { capacity: 0.73, commitMs: 5000 },
  },
  '27%, base by 15%': { base: { capacity: 0.85 }, head: { capacity: 0.73 } },
  '50%': { base: { capacity: 1.5 }, head: { capacity: 0.5 } },
  'consumer dead': { base: { capacity: 1.5 }, head: { capacity: 0 } },
};

console.log(
  `${RUNS} runs a line, ended at ${WINDOWS} of 75 windows of 2 s, in starts of 15; percent of runs`,
);
console.log('equal versions'.padEnd(42), 'fail   pass   open   too noisy');
for (const [name, consumer] of Object.entries(EQUAL)) tell(name, { base: consumer, head: consumer });
console.log('head falls behind by');
for (const [name, world] of Object.entries(WORSE)) tell(name, world);

function tell(name: string, world: World): void {
  const counts = { worse: 0, held: 0, open: 0, unresolvable: 0, shown: 0, sparse: 0 };
  const random = seededRandom(`backlog ${name}`);
  for (let run = 0; run < RUNS; run++) {
    const queue = simulateQueue(world, random, { ...SHAPE, windows: WINDOWS });
    const found = judgeBacklog([queue], { policy, measurement: { ...measurement, windows: WINDOWS } });
    counts[found.queues[0]?.standing ?? 'sparse']++;
  }
  const percent = (count: number): string => ((100 * count) / RUNS).toFixed(2).padStart(6);
  const { worse, held, open, unresolvable } = counts;
  console.log(name.padEnd(40), percent(worse), percent(held), percent(open), percent(unresolvable));
}

function argument(name: string): string | undefined {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
}
