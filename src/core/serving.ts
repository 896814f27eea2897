import type { Reason } from './judgement.ts';
import type { Cells, Observations } from './observations.ts';

const BROKEN = 0.5;
const FINE = 0.05;
/** Share of windows in which the generator may fail. */
const LOST_MOST = 0.2;
/** With fewer windows no sign-flip test can reach half a percent (2^-8 = 0.4%). */
export const LEAST_WINDOWS = 8;

/** A side that fails most requests in every window needs no statistics. */
export function judgeService(observations: Observations): Reason | null {
  const [base, head] = observations.mix.cells;
  if (base === undefined || head === undefined) return null;
  if (isBroken(base)) return { kind: 'no reference', failedShare: failedShare(base) };
  if (isBroken(head) && failedShare(base) < FINE) {
    return { kind: 'does not serve', failedShare: failedShare(head) };
  }
  return null;
}

/** Why the windows so far cannot carry any verdict; null when they can. */
export function findGap({ windows, lost }: Observations): Reason | null {
  if (lost.length > LOST_MOST * windows) return { kind: 'windows lost', lost: lost.length, windows };
  const usable = windows - lost.length;
  return usable < LEAST_WINDOWS ? { kind: 'too few windows', windows: usable } : null;
}

function isBroken({ requests, failed }: Cells): boolean {
  const asked = [...requests.keys()].filter((block) => (requests[block] as number) > 0);
  return (
    asked.length > 0 &&
    asked.every((block) => (failed[block] as number) > BROKEN * (requests[block] as number))
  );
}

function failedShare({ requests, failed }: Cells): number {
  const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
  return total(failed) / Math.max(1, total(requests));
}
