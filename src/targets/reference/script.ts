import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTemporaryDirectory } from '../../system/temporary.ts';

/** The endpoint under which the reference's requests are counted. */
export const REFERENCE_ENDPOINT = 'reference';

const SCRIPT = `import http from 'k6/http';

export default function () {
  http.get(__ENV.BASE_URL + '/', { tags: { name: '${REFERENCE_ENDPOINT}' } });
}
`;

/** Variable through which the script learns the reference's origin. */
export const REFERENCE_TARGET_ENV = 'BASE_URL';

export interface ReferenceScript extends AsyncDisposable {
  readonly path: string;
}

/** The load that the reference gets: one request an iteration. Lies in a folder of its own until disposed. */
export async function writeReferenceScript(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<ReferenceScript> {
  const folder = await createTemporaryDirectory('reference', environment);
  const path = join(folder.path, 'reference.js');
  await writeFile(path, SCRIPT);
  return { path, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
}
