import type { FailedRun } from '../core/doctor/diagnosis.ts';
import { summariseRun } from '../core/doctor/examined-run.ts';
import { Failure } from '../core/failure.ts';
import type { Plan } from '../core/plan.ts';
import type { Result } from '../core/result.ts';
import { renderExaminedRun } from '../report/doctor-tables.ts';
import { PLAIN } from '../report/ink.ts';
import type { Surroundings } from './surroundings.ts';

/** How long to go on; whichever ends first ends it, but not before one run. */
export interface DoctorSpan {
  readonly runs: number;
  readonly budgetMs: number;
}

export interface DoctorWork {
  readonly plan: Plan;
  readonly span: DoctorSpan;
  readonly surroundings: Surroundings;
  readonly compare: (plan: Plan, surroundings: Surroundings) => Promise<Result>;
  /** Epoch ms. */
  readonly now: () => number;
}

export interface DoctorRuns {
  readonly results: readonly [Result, ...Result[]];
  readonly failures: readonly FailedRun[];
  readonly interrupted: boolean;
}

/** Failures in a row at the outset after which there is nothing to wait for. */
const HOPELESS = 2;

/** Repeats one comparison, each under a seed of its own. Throws the last failure when nothing at all could be measured. */
export async function repeatComparison(work: DoctorWork): Promise<DoctorRuns> {
  const { plan, span, surroundings, now } = work;
  const endAt = now() + span.budgetMs;
  const results: Result[] = [];
  const failures: FailedRun[] = [];
  let problem: unknown = null;
  let longest = 0;
  for (let run = 1; run <= span.runs && (run === 1 || now() + longest <= endAt); run++) {
    const startedAt = now();
    // What a run says of its targets and its layout is the same every time.
    const around = run === 1 ? surroundings : { ...surroundings, say: () => undefined };
    try {
      const known = settleOn(plan, results[0]);
      const result = await work.compare({ ...known, seed: `${plan.seed}-${run}` }, around);
      results.push(result);
      surroundings.say(renderExaminedRun(run, summariseRun(result), PLAIN));
    } catch (error) {
      problem = error;
      if (surroundings.signal.aborted) break;
      if (!(error instanceof Failure)) throw error;
      failures.push({ run, message: error.message, hint: error.hint });
      if (results.length === 0 && (error.kind === 'settings' || failures.length >= HOPELESS)) break;
      surroundings.say(`run ${run} · could not be measured: ${PLAIN.remark(error.message)}`);
    }
    longest = Math.max(longest, now() - startedAt);
  }
  const [first, ...others] = results;
  if (first === undefined) throw problem;
  return { results: [first, ...others], failures, interrupted: surroundings.signal.aborted };
}

/** A rate that the first run had to find is that of all: runs at different loads would say nothing of one another. */
const settleOn = (plan: Plan, first: Result | undefined): Plan =>
  first?.measurement.rateSource === 'measured'
    ? { ...plan, rate: first.measurement.rate, rateSource: 'measured', findsRate: false }
    : plan;
