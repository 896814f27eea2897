import { dirname } from 'node:path';
import type { Engine } from '../../core/engine.ts';
import type { Plan } from '../../core/plan.ts';
import { createJMeterEngine } from './engine.ts';
import type { Environment } from './java.ts';
import { locateJMeter } from './locate.ts';

export interface JMeterSurroundings {
  readonly environment: Environment;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/** The JMeter of a plan: found, fetched or put together, and ready to describe and run the plan's test plan. */
export async function openJMeter(
  plan: Pick<Plan, 'jmeter' | 'script' | 'scriptEnv' | 'origins' | 'targets' | 'generatorCores'>,
  { environment, say, signal }: JMeterSurroundings,
): Promise<Engine> {
  const { jmeter } = plan;
  return createJMeterEngine({
    installation: await locateJMeter(jmeter, environment, say, signal),
    script: {
      path: plan.script,
      origins: plan.origins,
      targetProperty: jmeter.targetProperty,
      properties: plan.scriptEnv,
      transactions: jmeter.transactions,
    },
    args: jmeter.args,
    remoteHosts: jmeter.remoteHosts,
    cores: plan.generatorCores,
    // Where users run JMeter by hand.
    cwd: plan.targets.kind === 'git' ? plan.targets.workspace : dirname(plan.script),
    environment,
  });
}
