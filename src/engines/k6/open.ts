import { dirname } from 'node:path';
import type { Plan } from '../../core/plan.ts';
import { createK6Engine, type K6Engine } from './engine.ts';
import { locateK6 } from './locate.ts';

export interface K6Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/** The k6 of a plan: found, fetched or built, and ready to describe and run the plan's script. */
export async function openK6(
  plan: Pick<Plan, 'k6' | 'script' | 'targetEnv'> & Partial<Plan>,
  { environment, say, signal }: K6Surroundings,
): Promise<K6Engine> {
  const binary = await locateK6(plan.k6, environment, say, signal);
  return createK6Engine({
    binary,
    script: plan.script,
    paths: plan.paths ?? [],
    origins: plan.origins ?? [],
    remoteImports: plan.remoteImports ?? false,
    targetEnv: plan.targetEnv,
    scriptEnv: plan.scriptEnv ?? {},
    // Where users run k6 by hand: file names in handleSummary() count from there.
    cwd: plan.targets?.kind === 'git' ? plan.targets.workspace : dirname(plan.script),
    environment,
    cores: plan.generatorCores,
  });
}
