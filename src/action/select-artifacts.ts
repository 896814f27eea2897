import { measurementFailure } from '../core/failure.ts';
import type { Artifact } from '../github/artifact-list.ts';
import { type ArtifactName, readArtifactName } from '../github/artifact-name.ts';

export interface Measured {
  readonly artifact: Artifact;
  readonly name: ArtifactName;
}

/** What is known of the run whose artifacts these are, from GitHub. */
export interface MeasuringRun {
  readonly id: number;
  readonly attempt: number;
  readonly headSha: string;
  /** Null where it does not matter: the artifacts are of our own run. */
  readonly headRepositoryId: number | null;
}

export interface Selection {
  /** One for each job, of its last attempt. */
  readonly measured: readonly Measured[];
  /** Why artifacts with names like ours were left aside. */
  readonly rejected: readonly string[];
}

/** The measurements of a run. Throws a Failure where two artifacts claim to be the same one: the code under test can upload, too. */
export function selectArtifacts(artifacts: readonly Artifact[], run: MeasuringRun): Selection {
  const named = artifacts.flatMap((artifact): Measured[] => {
    const name = readArtifactName(artifact.name);
    return name === null || name.run !== run.id || name.attempt > run.attempt ? [] : [{ artifact, name }];
  });
  const rejected = named.flatMap(({ artifact }) => complain(artifact, run) ?? []);
  const own = named.filter(({ artifact }) => complain(artifact, run) === null);
  const newest = new Map<string, Measured>();
  for (const one of own) {
    const known = newest.get(one.name.job);
    if (known?.name.attempt === one.name.attempt) throw ambiguous(known.artifact, one.artifact);
    if (known === undefined || known.name.attempt < one.name.attempt) newest.set(one.name.job, one);
  }
  return { measured: [...newest.values()].sort((a, b) => (a.name.job < b.name.job ? -1 : 1)), rejected };
}

function complain({ id, headRepositoryId, headSha }: Artifact, run: MeasuringRun): string | null {
  const isForeign =
    run.headRepositoryId !== null && headRepositoryId !== null && headRepositoryId !== run.headRepositoryId;
  if (isForeign)
    return `artifact ${id} comes from repository ${headRepositoryId}, the run from ${run.headRepositoryId}`;
  if (headSha !== null && headSha !== run.headSha) {
    return `artifact ${id} belongs to commit ${headSha.slice(0, 7)}, the run to ${run.headSha.slice(0, 7)}`;
  }
  return null;
}

const ambiguous = (a: Artifact, b: Artifact) =>
  measurementFailure(
    `two artifacts are named ${a.name} (${a.id} and ${b.id}), and there is no telling which one the measuring job made`,
    'Run the measuring job again. If it happens again, look for code of the pull request that uploads artifacts.',
  );
