import type { PathRequest } from '../core/plan.ts';
import { renderPathsScript } from '../engines/k6/paths-script.ts';
import { DEFINITIONS } from '../settings/definitions.ts';

/** A k6 script for the user to own, from the requests that it makes at first. */
export const renderStarterScript = (paths: readonly PathRequest[]): string =>
  renderPathsScript(paths, { targetEnv: DEFINITIONS['target-env'].fallback });
