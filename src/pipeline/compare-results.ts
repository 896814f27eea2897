import { basename } from 'node:path';
import { settingsFailure } from '../core/failure.ts';
import { notesOnFinished } from '../core/finished/finished-notes.ts';
import { cutRun, type FinishedRun } from '../core/finished/finished-run.ts';
import { allowanceOf, judgeOverlapping } from '../core/finished/judge-overlapping.ts';
import { judgeUnpaired } from '../core/finished/judge-unpaired.ts';
import { observeRuns } from '../core/finished/observe-runs.ts';
import {
  doubtGone,
  findOneSided,
  type OneSided,
  requireCommon,
  sayOneSided,
} from '../core/finished/one-sided.ts';
import { doubtLoad } from '../core/finished/other-load.ts';
import { pairRuns } from '../core/finished/pairing.ts';
import type { Judgement } from '../core/judgement.ts';
import type { Policy } from '../core/policy.ts';
import { type FinishedAgainst, RESULT_SCHEMA, type Result } from '../core/result.ts';
import { type ReadFile, readFinished } from '../finished/read-file.ts';
import { describePairing, tellRun } from './finished-told.ts';
import type { Surroundings } from './surroundings.ts';

/** Two files of results and the rules to judge them by. */
export interface ResultsPlan {
  readonly base: string;
  readonly head: string;
  readonly policy: Omit<Policy, 'delta'>;
  /** Null lets the way in which the runs are paired decide. */
  readonly delta: number | null;
  readonly seed: string;
}

/** Two finished runs that others made. Throws a Failure for files that cannot be read or have nothing in common. */
export async function compareResults(plan: ResultsPlan, surroundings: Surroundings): Promise<Result> {
  const files = [
    await readSide('base', plan, surroundings),
    await readSide('head', plan, surroundings),
  ] as const;
  const widest = Math.max(...files.map(({ timeline }) => timeline.windowMs));
  for (const { timeline } of files) timeline.widen(widest);
  const runs = [cut(files[0], plan.base), cut(files[1], plan.head)] as const;
  const pairing = pairRuns(...runs);
  const observations = observeRuns(pairing, runs);
  const oneSided = findOneSided(observations);
  requireCommon(observations);
  const stepMs = Math.max(...runs.map((run) => run.stepMs));
  const isPaired = pairing.kind === 'clock';
  const delta = plan.delta ?? (isPaired ? allowanceOf(observations, stepMs) : 0);
  const policy: Policy = { ...plan.policy, delta };
  const windowsLeast = Math.min(pairing.base.length, pairing.head.length);
  const judgement = isPaired
    ? judgeOverlapping(observations, policy, plan.seed)
    : judgeUnpaired({ observations, policy, windowsLeast, stepMs });
  const against = describePairing({ files, runs, pairing, observations, stepMs });
  return {
    schema: RESULT_SCHEMA,
    against,
    judgement: doubt(judgement, against, oneSided),
    policy,
    ...tellRun(plan, { files, runs, observations }, surroundings.version),
    observations,
    notes: [
      ...sayOneSided(oneSided),
      ...(['base', 'head'] as const).flatMap((side, at) =>
        notesOnFinished({ side, run: runs[at] as FinishedRun, broken: files[at]?.records.broken ?? 0 }),
      ),
    ],
  };
}

const doubt = (judgement: Judgement, { base, head }: FinishedAgainst, oneSided: OneSided): Judgement =>
  doubtGone(doubtLoad(judgement, [base.rate, head.rate]), oneSided);

async function readSide(
  side: 'base' | 'head',
  plan: ResultsPlan,
  { say, signal }: Surroundings,
): Promise<ReadFile> {
  const file = await readFinished(plan[side], signal);
  say(`${side}: ${file.records.read} records of ${file.format} in ${basename(plan[side])}`);
  return file;
}

function cut({ timeline, format }: ReadFile, path: string): FinishedRun {
  const run = cutRun(timeline);
  if (run !== null) return run;
  throw settingsFailure(
    `${JSON.stringify(path)}: it is ${format}, but has no request in it`,
    'Give the results of a run that made requests.',
  );
}
