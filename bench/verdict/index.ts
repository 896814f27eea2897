import { parseArgs } from 'node:util';
import type { Claim, Effort, Finding } from './claim.ts';
import { holds } from './claim.ts';
import type { Outcome, Scene } from './comment.ts';
import type { Order } from './crew.ts';
import { simulateAll } from './crew.ts';
import { doubling } from './doubling.ts';
import { falseAlarms } from './false-alarms.ts';
import { power } from './power.ts';
import { describeMachine, spellResults, writeResults } from './results.ts';
import { rulesElsewhere } from './rules-elsewhere.ts';
import { measureSpeed } from './speed.ts';
import { startOrder } from './start-order.ts';
import { wrongPasses } from './wrong-passes.ts';

const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } },
});
const effort: Effort = values.quick ? 'quick' : 'full';
const begun = Date.now();
const speed = measureSpeed();
const all: readonly Claim[] = [
  falseAlarms(effort),
  startOrder(effort),
  power(effort, 'reference'),
  power(effort, 'shipped'),
  power(effort, 'designed'),
  wrongPasses(effort),
  rulesElsewhere(effort),
  doubling(effort),
];
/** `--only TEXT`: the claims whose titles have it. */
const { only } = values;
const claims = only === undefined ? all : all.filter(({ title }) => title.includes(only));
const findings = [...(await settle(claims)), speed];
const results = {
  date: new Date(begun).toISOString().slice(0, 10),
  machine: describeMachine(),
  minutes: (Date.now() - begun) / 60_000,
  findings,
};
console.log(spellResults(results));
for (const finding of findings) console.log(`${holds(finding) ? 'holds' : 'falls short'}: ${finding.title}`);
if (effort === 'full' && only === undefined) console.error(`written to ${writeResults(results)}`);
process.exitCode = findings.every(holds) ? 0 : 1;

/** Simulates every scene that the claims ask for once, then lets each claim judge its own. */
async function settle(asked: readonly Claim[]): Promise<Finding[]> {
  const orders = mergeOrders(asked.flatMap((claim) => claim.orders));
  const outcomes = await simulateAll(orders, reportProgress);
  const byScene = new Map(orders.map(({ scene }, i) => [nameOf(scene), outcomes[i] ?? []]));
  return asked.map((claim) => claim.conclude(claim.orders.map((order) => takeOutcomes(byScene, order))));
}

function mergeOrders(orders: readonly Order[]): Order[] {
  const merged = new Map<string, Order>();
  for (const order of orders) {
    const known = merged.get(nameOf(order.scene));
    if (known === undefined || known.comments < order.comments) merged.set(nameOf(order.scene), order);
  }
  return [...merged.values()];
}

function takeOutcomes(byScene: ReadonlyMap<string, readonly Outcome[]>, order: Order): readonly Outcome[] {
  return (byScene.get(nameOf(order.scene)) ?? []).slice(0, order.comments);
}

function nameOf(scene: Scene): string {
  return JSON.stringify(scene);
}

function reportProgress(done: number, of: number): void {
  if (done % Math.ceil(of / 100) !== 0 && done !== of) return;
  console.error(`${Math.floor((100 * done) / of)}% after ${Math.round((Date.now() - begun) / 1000)} s`);
}
