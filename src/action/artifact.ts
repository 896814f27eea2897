import { z } from 'zod';
import { measurementFailure } from '../core/failure.ts';
import type { Result } from '../core/result.ts';
import { type ArtifactName, artifactName } from '../github/artifact-name.ts';
import { readZip } from '../system/zip-reader.ts';
import { writeZip } from '../system/zip-writer.ts';
import { readJobSection } from './job-section.ts';
import type { Request } from './measure.ts';

const RESULT_FILE = 'result.json';
const ORIGIN_FILE = 'origin.json';

/** No artifact of ours comes near; a bomb is stopped there. */
export const BOUNDS = {
  names: [RESULT_FILE, ORIGIN_FILE],
  entries: 200,
  bytes: 50_000_000,
  ratio: 100,
} as const;

/** What a measuring job says of itself. Whoever reports knows better, and only looks whether it fits. */
export interface Origin {
  readonly pullRequest: number | null;
  readonly headSha: string | null;
  readonly job: string;
  /** Title of a job of a matrix; null for a job that is alone. */
  readonly section: string | null;
}

const ORIGIN: z.ZodType<Origin> = z.object({
  pullRequest: z.number().int().positive().nullable(),
  headSha: z.string().max(64).nullable(),
  job: z.string().max(200),
  section: z.string().max(1000).nullable(),
});

/** A name that no other job and no other attempt of this run has. */
export const nameArtifact = (request: Pick<Request, 'run' | 'inputs'>): string =>
  artifactName(ownName(request));

export function ownName({ run, inputs }: Pick<Request, 'run' | 'inputs'>): ArtifactName {
  const { key, title } = readJobSection(inputs);
  return { job: title === null ? run.job : `${run.job}.${key}`, ...run.order };
}

export function packArtifact(
  result: Result,
  { run, inputs, event }: Request,
  clean: (text: string) => string,
): Buffer {
  const isPullRequest = event.kind === 'pull request';
  const origin: Origin = {
    pullRequest: isPullRequest ? event.number : null,
    headSha: 'headSha' in event ? event.headSha : null,
    job: run.job,
    section: readJobSection(inputs).title,
  };
  return writeZip({
    [RESULT_FILE]: Buffer.from(clean(JSON.stringify(result))),
    [ORIGIN_FILE]: Buffer.from(clean(JSON.stringify(origin))),
  });
}

export interface Unpacked {
  readonly result: Buffer;
  /** Null where the artifact was uploaded by other means. */
  readonly origin: Origin | null;
}

/** Reads what a stranger may have packed. Throws a Failure for whatever is not as we pack it. */
export function unpackArtifact(zip: Buffer, { job }: Pick<ArtifactName, 'job'>): Unpacked {
  try {
    const files = readZip(zip, BOUNDS);
    const result = files.get(RESULT_FILE);
    if (result === undefined) throw new Error(`it has no ${RESULT_FILE}`);
    const text = files.get(ORIGIN_FILE)?.toString('utf8');
    return { result, origin: text === undefined ? null : ORIGIN.parse(JSON.parse(text)) };
  } catch (error) {
    const said =
      error instanceof z.ZodError || error instanceof SyntaxError
        ? `its ${ORIGIN_FILE} is broken`
        : String((error as Error).message);
    throw measurementFailure(
      `the artifact of ${job} was rejected: ${said}`,
      'Nothing of it was used. Measure and report with the same version of Plimsoll.',
      error,
    );
  }
}
