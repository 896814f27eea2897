import { saveState } from '@actions/core';
import { RUN_MARK } from '../system/process-mark.ts';

/** Tells our post step what may be left of this run. Before anything is started, because later may not come. */
export function leaveWord(environment: Readonly<Record<string, string | undefined>>): void {
  // Without that file there is no post step either, and the toolkit would print a command instead.
  if (!environment['GITHUB_STATE']) return;
  try {
    saveState('mark', RUN_MARK);
    saveState('workspace', environment['GITHUB_WORKSPACE'] ?? '');
  } catch {
    // The load test is worth more than its clean-up after a crash.
  }
}
