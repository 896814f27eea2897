import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { captureOutput } from '../../system/capture.ts';
import { downloadFile } from '../../system/download.ts';
import { childEnvironment } from '../../system/environment.ts';
import { archiveName, knownSha512 } from './archives.ts';
import type { Search } from './search.ts';

const TIMEOUT_MS = 300_000;
/** The archive has about 85 MB. */
const MOST_BYTES = 300_000_000;

/** Fetches Apache's archive and unpacks it, once its checksum has been found right. Rejects with the reason. */
export async function fetchArchive(search: Search, folder: string): Promise<string> {
  const { wish, archives, environment, signal } = search;
  const archive = archiveName(wish.version);
  const expected = wish.sha512.toLowerCase() || knownSha512(wish.version);
  if (expected === null) {
    throw new Error(`the checksum of ${archive} is not known; give it as \`jmeter-sha512\``);
  }
  const url = `${archives}/${archive}`;
  const file = join(folder, archive);
  search.say(`Fetching JMeter ${wish.version} from ${url}`);
  const limits = { timeoutMs: TIMEOUT_MS, mostBytes: MOST_BYTES, signal };
  await downloadFile({ url, file, ...limits }).catch((error: Error) => {
    signal.throwIfAborted();
    throw new Error(`${url}: ${error.message}`);
  });
  const actual = await sha512Of(file);
  if (actual !== expected) {
    throw new Error(`${url} has the wrong checksum: SHA-512 expected ${expected}, actual ${actual}`);
  }
  const unpacked = await captureOutput(
    { file: 'tar', args: ['-xf', file, '-C', folder], cwd: folder, env: childEnvironment(environment, {}) },
    { timeoutMs: TIMEOUT_MS, signal },
  );
  if (unpacked.code !== 0) throw new Error(`could not unpack ${archive}: ${unpacked.stderr.slice(-300)}`);
  return join(folder, `apache-jmeter-${wish.version}`);
}

async function sha512Of(file: string): Promise<string> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
