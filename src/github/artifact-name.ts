import type { RunOrder } from './marker.ts';

/** Whose measurement an artifact holds. */
export interface ArtifactName extends RunOrder {
  /** The job, as far as a name may hold it. */
  readonly job: string;
}

const NAME = /^plimsoll-([\w.-]{1,100})-(\d{1,15})-(\d{1,6})$/;

/** A name of its own for each job and attempt: a re-run finds its old name taken, and artifacts cannot be replaced. */
export const artifactName = ({ job, run, attempt }: ArtifactName): string =>
  `plimsoll-${job.replaceAll(/[^\w.-]/g, '_').slice(0, 100) || '_'}-${run}-${attempt}`;

/** The report beside a measurement; no reader of measurements takes its name for one. */
export const reportName = (name: ArtifactName): string => `${artifactName(name)}.html`;

/** Null for artifacts that are not ours. */
export function readArtifactName(name: string): ArtifactName | null {
  const [, job, run, attempt] = NAME.exec(name) ?? [];
  return job === undefined ? null : { job, run: Number(run), attempt: Number(attempt) };
}
