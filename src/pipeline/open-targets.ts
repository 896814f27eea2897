import type { Plan } from '../core/plan.ts';
import type { TargetSource } from '../core/target.ts';
import { createGitSource } from '../targets/git-source.ts';
import { createHeadUrlSource, createUrlSource } from '../targets/url-source.ts';
import type { Surroundings } from './surroundings.ts';

/** The ways in which the versions of a service come up. */
export async function openTargets(plan: Plan, surroundings: Surroundings): Promise<TargetSource> {
  switch (plan.targets.kind) {
    case 'git':
      return createGitSource(plan.targets, surroundings.environment, surroundings.say);
    case 'urls':
      return createUrlSource(plan.targets);
    case 'url':
      return createHeadUrlSource(plan.targets.url);
  }
}
