import { basename } from 'node:path';
import { countRequests, type FinishedRun } from '../core/finished/finished-run.ts';
import type { Pairing } from '../core/finished/pairing.ts';
import { effectiveWindows } from '../core/finished/worth.ts';
import type { Observations } from '../core/observations.ts';
import type { FinishedAgainst, Result } from '../core/result.ts';
import type { ReadFile } from '../finished/read-file.ts';

/** Two finished runs, read and reduced. */
export interface Finished {
  readonly files: readonly [ReadFile, ReadFile];
  readonly runs: readonly [FinishedRun, FinishedRun];
  readonly observations: Observations;
}

/** What was held against what. */
export function describePairing(
  finished: Finished & { readonly pairing: Pairing; readonly stepMs: number },
): FinishedAgainst {
  const { files, runs, pairing, observations, stepMs } = finished;
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
export function tellRun(
  plan: { readonly base: string; readonly head: string; readonly seed: string },
  { files, runs, observations }: Finished,
  version: string,
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
