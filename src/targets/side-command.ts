import { stat } from 'node:fs/promises';
import { settingsFailure } from '../core/failure.ts';
import type { TargetPlan } from '../core/plan.ts';
import type { Side } from '../core/side.ts';
import { childEnvironment } from '../system/environment.ts';
import type { ServiceCommand } from './service.ts';

export type GitPlan = TargetPlan & { readonly kind: 'git' };

/** How a side's service is run in its folder. Throws a settings failure when the folder is not there. */
export async function commandFor(
  plan: GitPlan,
  environment: Readonly<Record<string, string | undefined>>,
  { side, cwd }: { readonly side: Side; readonly cwd: string },
): Promise<ServiceCommand> {
  const found = await stat(cwd).catch(() => null);
  if (!found?.isDirectory()) {
    throw settingsFailure(
      `${side} has no folder "${plan.directory}"`,
      'Set `working-directory` to a folder that is there in base and in head.',
    );
  }
  const env = childEnvironment(environment, { ...plan.env, PLIMSOLL_SIDE: side });
  return { side, cwd, env, start: plan.start, stop: plan.stop, cores: plan.cores };
}
