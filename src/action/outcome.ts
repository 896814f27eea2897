import { codeOfFailure, codeOfVerdict } from '../core/exit-code.ts';
import { Failure, measurementFailure } from '../core/failure.ts';
import type { Plan } from '../core/plan.ts';
import type { Result } from '../core/result.ts';

/** How the step ended. */
export type Outcome =
  | {
      readonly kind: 'measured';
      readonly result: Result;
      readonly inconclusive: Plan['inconclusive'];
      /** Where the user wants the result file; null for a place of our own. */
      readonly json: string | null;
    }
  | NotMeasured
  | { readonly kind: 'cancelled' };

export interface NotMeasured {
  readonly kind: 'not measured';
  readonly failure: Failure;
}

/** DESIGN's four codes: the one place where what happened becomes one. */
export function exitCodeOf(outcome: Outcome): number {
  switch (outcome.kind) {
    case 'not measured':
      return codeOfFailure(outcome.failure.kind);
    case 'cancelled':
      return codeOfFailure('measurement');
    case 'measured':
      return codeOfVerdict(outcome.result.judgement.verdict, outcome.inconclusive);
  }
}

/** What was thrown, as an outcome. Anything but a Failure is our own mistake, and says so. */
export function outcomeOf(error: unknown, signal: AbortSignal): Outcome {
  if (signal.aborted) return { kind: 'cancelled' };
  if (error instanceof Failure) return { kind: 'not measured', failure: error };
  if (isDiskFull(error)) return { kind: 'not measured', failure: diskFull(error) };
  const said = error instanceof Error ? error.message : String(error);
  const failure = measurementFailure(
    `an error that should not happen: ${said}`,
    'Please report it, with the log of this step.',
    error,
  );
  return { kind: 'not measured', failure };
}

/** ENOSPC: no space; EDQUOT: no more for this user. */
export const isDiskFull = (error: unknown): boolean =>
  ['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException | null)?.code ?? '');

function diskFull(error: unknown): Failure {
  const { path, message } = error as NodeJS.ErrnoException;
  return measurementFailure(
    `the disk is full: ${path ?? message} could not be written`,
    'Free disk space before this step, for instance by removing tool chains that the job does not need.',
    error,
  );
}
