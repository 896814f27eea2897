import { Failure, settingsFailure } from '../core/failure.ts';
import type { Plan } from '../core/plan.ts';
import { designSweep, type SweepDesign } from '../core/sweep/sweep-design.ts';
import { SWEEP_SCHEMA, type SweepResult } from '../core/sweep/swept.ts';
import { sideOf, variantName } from '../core/sweep/variant-name.ts';
import type { VariedSetting } from '../core/sweep/vary.ts';
import { createProcessObserver } from '../observe/process/observer.ts';
import { now } from '../system/clock.ts';
import { type Git, hasChanges, openGit, resolveCommit } from '../system/git.ts';
import type { GitPlan } from '../targets/side-command.ts';
import { createVariantSource } from '../targets/variant-source.ts';
import { auditVariants } from './audit.ts';
import { settleRate } from './find-rate-plan.ts';
import { machineOf } from './machine-of.ts';
import { openEngine } from './open-engine.ts';
import { pinPlan } from './pins.ts';
import { nameScript } from './script-path.ts';
import type { Surroundings } from './surroundings.ts';
import { type SweepInstruments, sweepVariants } from './sweep-starts.ts';
import { levelsOf, readSweptFiles } from './sweep-today.ts';
import { planVariant } from './sweep-variant.ts';

export interface SweepWish {
  readonly settings: readonly VariedSetting[];
  readonly design: 'auto' | 'one at a time';
  /** Today's load in iterations per second, to try the variants around it; null to compare them at a fixed rate. */
  readonly growthFrom: number | null;
  /** Whether variants that have lost stay to the end; left out, they are dropped. */
  readonly keepsLosers?: boolean;
  /** Of each block of a staircase, ms. */
  readonly countedMs?: number;
}

/** Runs one commit under several values of its settings, side by side. Throws a Failure when there is nothing to compare. */
export async function runSweep(
  wished: Plan,
  wish: SweepWish,
  surroundings: Surroundings,
): Promise<SweepResult> {
  const plan = await pinPlan(wished, surroundings);
  const targets = gitPlan(plan);
  const startedAt = now();
  const git = openGit(targets.workspace, surroundings.environment);
  const commit = await headOf(git);
  const files = await readSweptFiles(wish.settings, { git, commit, env: targets.env });
  const levels = wish.settings.map((setting) => levelsOf(setting, files, targets.env));
  const design = designSweep(levels, wish.design);
  const engine = await openEngine(plan, surroundings);
  const script = await engine.describe();
  try {
    const variants = design.variants.map((variant, index) => planVariant({ design, variant, index, files }));
    await using source = await createVariantSource(targets, variants, surroundings);
    for (const index of design.variants.keys()) {
      surroundings.say(`${sideOf(index)} is ${variantName(design, index)}`);
    }
    const observer = createProcessObserver();
    const instruments = { engine, source, readProcesses: (pid: number) => observer.read(pid) };
    return {
      ...{ schema: SWEEP_SCHEMA, design },
      ...(await measureDesign({ plan, wish, design }, instruments, surroundings)),
      provenance: {
        plimsoll: surroundings.version,
        engine: { name: engine.name, version: engine.version },
        startedAt,
        script: { path: nameScript(plan), hash: script.hash },
        machine: machineOf(surroundings.environment),
        commit,
        label: source.labels[0] ?? '',
      },
      notes: files.size > 0 && (await hasChanges(git)) ? [UNCOMMITTED] : [],
    };
  } catch (error) {
    throw withNames(error, design);
  }
}

interface DesignedSweep {
  readonly plan: Plan;
  readonly wish: SweepWish;
  readonly design: SweepDesign;
}

/** Around today's load, or at a fixed rate. */
async function measureDesign(
  { plan, wish, design }: DesignedSweep,
  instruments: SweepInstruments,
  surroundings: Surroundings,
): Promise<Pick<SweepResult, 'finding' | 'growth' | 'measurement'>> {
  const { growthFrom, countedMs, keepsLosers = false } = wish;
  if (growthFrom !== null) {
    const work = {
      plan,
      design,
      expectedRate: growthFrom,
      ...(countedMs === undefined ? {} : { countedMs }),
    };
    return await auditVariants(work, instruments, surroundings);
  }
  const today = { ...instruments, source: instruments.source.only([0]) };
  const settled = await settleRate({ ...plan, comparesCapacity: false }, today, surroundings);
  return await sweepVariants({ plan: settled.plan, keepsLosers }, instruments, surroundings);
}

async function headOf(git: Git): Promise<string> {
  const commit = await resolveCommit(git, 'HEAD');
  if (commit !== null) return commit;
  throw settingsFailure(
    `${git.directory} is not a git checkout with a commit`,
    'Sweep inside a repository; variants are made from its commit.',
  );
}

const UNCOMMITTED =
  'The workspace has uncommitted changes; variants of a file are made from the commit, so they are in none of them.';

function gitPlan({ targets }: Plan): GitPlan {
  if (targets.kind === 'git') return targets;
  throw settingsFailure(
    'a sweep starts the service itself, and only a URL of it was given',
    'Set `start`, and leave `url`, `base-url` and `head-url` out.',
  );
}

/** A variant that does not start is told by its values, not by its number alone. */
function withNames(error: unknown, design: SweepDesign): unknown {
  if (!(error instanceof Failure)) return error;
  const named = design.variants.flatMap((_, index) =>
    new RegExp(`\\b${sideOf(index)}\\b`).test(error.message)
      ? [`${sideOf(index)} is ${variantName(design, index)}.`]
      : [],
  );
  if (named.length === 0 || named.length === design.variants.length) return error;
  return new Failure(error.kind, error.message, `${named.join(' ')} ${error.hint}`, { cause: error });
}
