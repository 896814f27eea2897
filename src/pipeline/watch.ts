import { estimateHeadlines } from '../core/estimates.ts';
import type { Look } from '../core/judgement.ts';
import type { Observations } from '../core/observations.ts';
import type { Estimate, Progress } from '../core/progress.ts';
import type { Session } from './session.ts';

/** Follows a run for those who watch it; estimates are renewed at looks only, so that watching costs the machine nothing in between. */
export interface Watch {
  afterWindow(windows: number): void;
  afterLook(look: Look, observations: Observations): void;
}

export function createWatch({ design, looks, policy }: Session, tell: (progress: Progress) => void): Watch {
  let estimates: readonly Estimate[] = [];
  const at = (windows: number, look: Look | null): Progress => ({
    windows,
    windowsMost: design.windows,
    secondsLeft: ((design.windows - windows) * design.windowMs) / 1000,
    plannedLooks: looks,
    estimates,
    look,
  });
  return {
    afterWindow: (windows) => tell(at(windows, null)),
    afterLook(look, observations) {
      estimates = estimateHeadlines(observations, policy, design.windows);
      tell(at(look.windows, look));
    },
  };
}
