import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { openArtifactService } from '../github/artifact-service.ts';
import { uploadArtifact } from '../github/artifact-upload.ts';
import type { Surroundings } from '../pipeline/surroundings.ts';
import { writeZip } from '../system/zip-writer.ts';

/** Keeps the file of a refused recording as an artifact, because a hosted runner is gone with its job; says what came of it. */
export async function keepRecording(path: string, { environment }: Surroundings): Promise<string> {
  const service = openArtifactService(environment);
  if (service === null) return 'There is no artifact service here: the file is gone with this runner.';
  const attempt = environment['GITHUB_RUN_ATTEMPT'] ?? '1';
  const name = `plimsoll-recording-${environment['GITHUB_JOB'] ?? 'job'}-${attempt}`;
  try {
    const content = writeZip({ [basename(path)]: await readFile(path) });
    await uploadArtifact(service, name, content);
    return `It is kept as the artifact ${name}.`;
  } catch (error) {
    return `It could not be kept as an artifact: ${(error as Error).message}.`;
  }
}
