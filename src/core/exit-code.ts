import type { FailureKind } from './failure.ts';
import type { Verdict } from './judgement.ts';
import type { Plan } from './plan.ts';

/** Process exit codes; the README lists the same four. */
const CODES = { pass: 0, fail: 1, settings: 2, measurement: 3 } as const;

/** Of a command that did what it was asked for and compared nothing. */
export const DONE = CODES.pass;

export const codeOfFailure = (kind: FailureKind): number => CODES[kind];

/** Of a verdict, given what the user wants `inconclusive` to mean. */
export function codeOfVerdict(verdict: Verdict, inconclusive: Plan['inconclusive']): number {
  switch (verdict) {
    case 'pass':
    case 'fail':
      return CODES[verdict];
    case 'inconclusive':
      return CODES[inconclusive];
  }
}
