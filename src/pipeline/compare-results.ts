import { basename } from 'node:path';
import { settingsFailure } from '../core/failure.ts';
import { notesOnFinished } from '../core/finished/finished-notes.ts';
import { countRequests, cutRun, type FinishedRun } from '../core/finished/finished-run.ts';
import { allowanceOf, judgeOverlapping } from '../core/finished/judge-overlapping.ts';
import { judgeUnpaired } from '../core/finished/judge-unpaired.ts';
import { observeRuns } from '../core/finished/observe-runs.ts';
import { doubtGone, findOneSided, type OneSided } from '../core/finished/one-sided.ts';
import { doubtLoad } from '../core/finished/other-load.ts';
import { type Pairing, pairRuns } from '../core/finished/pairing.ts';
import { effectiveWindows } from '../core/finished/worth.ts';
import type { Judgement } from '../core/judgement.ts';
import type { Observations } from '../core/observations.ts';
import type { Policy } from '../core/policy.ts';
import { type FinishedAgainst, RESULT_SCHEMA, type Result } from '../core/result.ts';
import { type ReadFile, readFinished } from '../finished/read-file.ts';
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
  const against = describe({ files, runs, pairing, observations, stepMs });
  return {
    schema: RESULT_SCHEMA,
    against,
    judgement: doubt(judgement, against, oneSided),
    policy,
    ...tellRun(plan, { files, runs, observations }, surroundings),
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

/** Two runs that asked for different things have nothing to be compared. */
function requireCommon({ endpoints }: Observations): void {
  const on = (side: 0 | 1): string[] =>
    endpoints
      .filter(({ cells }) => cells[side]?.requests.some((requests) => requests > 0) === true)
      .map(({ name }) => name);
  const [base, head] = [on(0), on(1)];
  if (base.some((name) => head.includes(name))) return;
  const some = (names: readonly string[]): string =>
    names
      .slice(0, 3)
      .map((name) => JSON.stringify(name))
      .join(', ');
  throw settingsFailure(
    `the two files have no endpoint in common: base has ${some(base)}, head has ${some(head)}`,
    'Give two runs of one script; requests are told apart by their names (labels).',
  );
}

interface Material {
  readonly files: readonly [ReadFile, ReadFile];
  readonly runs: readonly [FinishedRun, FinishedRun];
  readonly observations: Observations;
}

function describe(
  material: Material & { readonly pairing: Pairing; readonly stepMs: number },
): FinishedAgainst {
  const { files, runs, pairing, observations, stepMs } = material;
  const side = (at: 0 | 1, windows: Pairing['base']): FinishedAgainst['base'] => {
    const seconds = (windows.length * runs[at].windowMs) / 1000;
    return {
      format: files[at].format,
      startedAt: runs[at].first * runs[at].windowMs,
      seconds,
      rate: windows.reduce((sum, cells) => sum + countRequests(cells), 0) / seconds,
      effective: pairing.kind === 'clock' ? null : effectiveWindows(observations, at),
    };
  };
  return {
    kind: 'finished',
    pairing: pairing.kind,
    overlap: pairing.overlap,
    base: side(0, pairing.base),
    head: side(1, pairing.head),
    stepMs,
  };
}

/** What is known of the run itself; of its machine, script and load nothing is, and this machine is not it. */
function tellRun(
  plan: ResultsPlan,
  { files, runs, observations }: Material,
  { version }: Surroundings,
): Pick<Result, 'measurement' | 'provenance'> {
  const { windows, mix } = observations;
  const windowMs = runs[0].windowMs;
  const requests = mix.cells.flatMap((cells) => cells.requests).reduce((sum, count) => sum + count, 0);
  const requestsPerSecond = requests / files.length / ((windows * windowMs) / 1000);
  return {
    measurement: {
      seed: plan.seed,
      windowMs,
      slotMs: windowMs,
      windows,
      windowsMost: windows,
      plannedLooks: [windows],
      rate: requestsPerSecond,
      rateSource: 'set',
      requestsPerSecond,
      starts: [],
      startsMost: 1,
      dropped: [0, 0],
      thresholds: [],
    },
    provenance: {
      plimsoll: version,
      engine: { name: files[1].format, version: '' },
      startedAt: runs[1].first * windowMs,
      base: { label: basename(plan.base), commit: null },
      head: { label: basename(plan.head), commit: null },
      script: { path: '', hash: '' },
      machine: { cpu: 'unknown', cores: 0, memoryBytes: 0, system: 'unknown' },
    },
  };
}

const MOST_NAMED = 5;

function sayOneSided({ gone, added }: OneSided): string[] {
  const say = (names: readonly string[], side: string, other: string): string[] => {
    if (names.length === 0) return [];
    const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : '';
    return [
      `Only ${side} has ${names.slice(0, MOST_NAMED).join(', ')}${more}; without ${other} there is nothing to compare.`,
    ];
  };
  return [...say(gone, 'base', 'head'), ...say(added, 'head', 'base')];
}
