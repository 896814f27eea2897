import { join } from 'node:path';
import { captureOutput } from '../../system/capture.ts';
import { downloadFile } from '../../system/download.ts';
import { childEnvironment } from '../../system/environment.ts';
import { releaseFor } from './releases.ts';
import type { Search } from './search.ts';

const TIMEOUT_MS = 120_000;
/** Release archives are about 30 MB. */
const MOST_BYTES = 200_000_000;

/** Fetches the release archive and takes the binary out, once its checksum has been found right. Rejects with the reason. */
export async function fetchRelease(search: Search, folder: string): Promise<string> {
  const { wish, environment, platform, arch } = search;
  const release = releaseFor(wish.version, platform, arch);
  if (release === null) throw new Error(`there is no release for ${platform} on ${arch}`);
  const expected = wish.sha256.toLowerCase() || release.sha256;
  if (expected === null) {
    throw new Error(`the checksum of ${release.archive} is not known; give it as \`k6-sha256\``);
  }
  const url = `${search.releases}/v${wish.version}/${release.archive}`;
  const file = join(folder, release.archive);
  search.say(`Fetching k6 ${wish.version} from ${url}`);
  const limits = { timeoutMs: TIMEOUT_MS, mostBytes: MOST_BYTES, signal: search.signal };
  const actual = await downloadFile({ url, file, ...limits }).catch((error: Error) => {
    search.signal.throwIfAborted();
    throw new Error(`${url}: ${error.message}`);
  });
  if (actual !== expected) {
    throw new Error(`${url} has the wrong checksum: SHA-256 expected ${expected}, actual ${actual}`);
  }
  const member = `${release.folder}/k6`;
  const unpacked = await captureOutput(
    {
      file: 'tar',
      args: ['-xf', file, '-C', folder, member],
      cwd: folder,
      env: childEnvironment(environment, {}),
    },
    { timeoutMs: TIMEOUT_MS, signal: search.signal },
  );
  if (unpacked.code !== 0) {
    throw new Error(`could not take ${member} out of ${release.archive}: ${unpacked.stderr.slice(-300)}`);
  }
  return join(folder, member);
}
