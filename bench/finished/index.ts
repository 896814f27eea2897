import { markdownTable } from 'markdown-table';
import type { Change } from '../verdict/changes.ts';
import { percent, rateOf, spellRate } from '../verdict/rate.ts';
import { WORLDS } from '../verdict/worlds.ts';
import { judgeScene, type Order } from './finished-runs.ts';

/** What comparing two finished runs is worth: how often it cries wolf, and what it sees. `--runs N` sets how thorough. */
const runs = Number(process.argv[process.argv.indexOf('--runs') + 1]) || 200;
const ORDERS: readonly Order[] = ['one machine', 'two machines', 'at once'];
const NAMES = Object.keys(WORLDS) as (keyof typeof WORLDS)[];
const CHANGES: readonly (readonly [string, Change])[] = [
  ['all +10%', { kind: 'all', by: 0.1 }],
  ['all +25%', { kind: 'all', by: 0.25 }],
  ['all +50%', { kind: 'all', by: 0.5 }],
  ['all +100%', { kind: 'all', by: 1 }],
  ['one endpoint of ten +100%', { kind: 'one', by: 1 }],
  ['2% of requests +60 ms', { kind: 'tail', share: 0.02, ms: 60 }],
  ['errors +1 pp', { kind: 'errors', by: 0.01 }],
];

console.log(`## False alarms of two equal runs, ${runs} pairs each (95%)\n`);
const clean: Change = { kind: 'none' };
console.log(
  markdownTable([
    ['order', ...NAMES],
    ...ORDERS.map((order) => [
      order,
      ...NAMES.map((world) => spellRate(rateOf(fails({ order, world, change: clean }, runs)))),
    ]),
  ]),
);
console.log(`\n## What is seen, ${Math.ceil(runs / 4)} pairs each: failed\n`);
console.log(
  markdownTable([
    ['change, world typical', ...ORDERS],
    ...CHANGES.map(([name, change]) => [
      name,
      ...ORDERS.map((order) =>
        percent(rateOf(fails({ order, world: 'typical', change }, Math.ceil(runs / 4))).share),
      ),
    ]),
  ]),
);

function fails(scene: Parameters<typeof judgeScene>[0], many: number): boolean[] {
  return Array.from({ length: many }, (_, index) => judgeScene(scene, index).verdict === 'fail');
}
