import type { Result } from '../core/result.ts';
import { openArtifactService } from '../github/artifact-service.ts';
import { uploadArtifact } from '../github/artifact-upload.ts';
import type { Job } from '../github/job.ts';
import { nameArtifact, packArtifact } from './artifact.ts';
import type { Request } from './measure.ts';

interface Keeping {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly job: Job;
  /** Somebody counts on it. */
  readonly isAsked: boolean;
}

/** Keeps a result for a job that may write to the pull request. Where that fails the verdict stands, and the other job will miss it aloud. */
export async function keepArtifact(
  result: Result,
  request: Request,
  { environment, job, isAsked }: Keeping,
): Promise<void> {
  const name = nameArtifact(request);
  const complain = (reason: string): void => {
    const text = `${reason} Where another job is to report, upload the file of the output result-path as result.json in an artifact named ${name}.`;
    if (isAsked) job.annotate('warning', 'No artifact', text);
    else job.say(`no artifact: ${text}`);
  };
  const service = openArtifactService(environment);
  if (service === null) {
    complain('There is no artifact service here; on GitHub Enterprise Server actions cannot reach it.');
    return;
  }
  try {
    const id = await uploadArtifact(service, name, packArtifact(result, request, job.clean));
    job.say(`kept the result as artifact ${name} (${id})`);
  } catch (error) {
    complain(`The result could not be kept: ${(error as Error).message}.`);
  }
}
