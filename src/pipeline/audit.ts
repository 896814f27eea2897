import { COUNTED_MS, FACTORS, planStairs, readStairs } from '../core/growth/staircase.ts';
import type { Plan } from '../core/plan.ts';
import { type AuditedSteps, type GrowthAudit, judgeAudit, suspect } from '../core/sweep/audit.ts';
import type { SweepDesign } from '../core/sweep/sweep-design.ts';
import type { SweepResult } from '../core/sweep/swept.ts';
import { variantName } from '../core/sweep/variant-name.ts';
import { seededRandom } from '../statistics/random.ts';
import { now } from '../system/clock.ts';
import { type Climb, climb } from './audit-climb.ts';
import type { Surroundings } from './surroundings.ts';
import type { SweepInstruments } from './sweep-starts.ts';
import { warmUp } from './warm-up.ts';

export interface AuditWork {
  readonly plan: Plan;
  readonly design: SweepDesign;
  /** Today's load, iterations per second. */
  readonly expectedRate: number;
  /** Of each block, ms. */
  readonly countedMs?: number;
}

export interface Audited {
  readonly growth: GrowthAudit;
  readonly measurement: SweepResult['measurement'];
}

/** How often a difference must be seen again before a value is blamed for it. */
const TRIES = 2;

/** Takes all variants up a staircase around today's load, and tries those again that stall elsewhere than today's values do. */
export async function auditVariants(
  { plan, design, expectedRate, countedMs = COUNTED_MS }: AuditWork,
  { engine, source, readProcesses }: SweepInstruments,
  { signal, say }: Surroundings,
): Promise<Audited> {
  const all = source.sides.map((_, side) => side);
  await using running = await source.start(all, signal);
  const load = { engine, targetEnv: plan.targetEnv, signal, say };
  const facts = await warmUp({ ...load, rate: expectedRate, targets: running.targets, died: running.died });
  const stairs = planStairs({ expectedRate, iterationMs: facts.iterationMs, countedMs });
  const startedAt = now();
  const ascent: Omit<Climb, 'sides' | 'factors'> = {
    ...{ engine, readProcesses, running, stairs, signal },
    ...{ rate: expectedRate, launchMs: facts.launchMs, random: seededRandom(`growth ${plan.seed}`) },
  };
  say(
    `trying ${FACTORS.map((factor) => `${factor}×`).join(', ')} of ${expectedRate} iterations/s on ${all.length} variants`,
  );
  const first = await climb({ ...ascent, sides: all, factors: FACTORS });
  const wish = { ...stairs, expectedRate };
  const variants = first.map(
    ({ counted, memoryBytes }): AuditedSteps => ({ steps: readStairs(counted, wish), memoryBytes }),
  );
  const suspicion = suspect(variants);
  const again = new Map<number, AuditedSteps['steps']>();
  if (suspicion !== null) {
    const names = suspicion.variants.slice(1).map((index) => variantName(design, index));
    say(`${names.join('; ')}: stalls elsewhere than with today's values; trying ${TRIES} times again`);
    const repeated = Array.from({ length: TRIES }, () => suspicion.factors).flat();
    // After a step that all stood, so that no queue is left.
    const tried = await climb({
      ...ascent,
      sides: suspicion.variants,
      factors: [FACTORS[0] ?? 1, ...repeated],
    });
    for (const [at, { counted }] of tried.entries()) {
      again.set(suspicion.variants[at] as number, readStairs(counted, wish).slice(1));
    }
  }
  return {
    growth: judgeAudit({ expectedRate, variants, again }, design),
    measurement: {
      ...{ seed: plan.seed, rate: expectedRate, rateSource: 'set' as const },
      ...{ windowMs: all.length * stairs.blockMs, windows: FACTORS.length, windowsMost: FACTORS.length },
      plannedLooks: [],
      loadMs: Math.round(facts.settledMs + now() - startedAt),
    },
  };
}
