import { createHash } from 'node:crypto';
import { now, sleep } from '../system/clock.ts';
import { type Transferred, transfer } from '../system/http-transfer.ts';
import type { Artifact } from './artifact-list.ts';
import type { Patience } from './client.ts';

export interface ArtifactDownload {
  readonly artifact: Artifact;
  readonly owner: string;
  readonly repo: string;
  readonly token: string;
  /** As in GITHUB_API_URL. */
  readonly apiUrl: string;
  /** As in GITHUB_SERVER_URL. */
  readonly serverUrl: string;
  readonly mostBytes: number;
  readonly patience: Patience;
}

/** Hosts that GitHub keeps artifacts on. */
const STORES = ['.blob.core.windows.net', '.githubusercontent.com'];
const ATTEMPTS = 3;
const TRANSFER_MS = 60_000;

/**
 * The zip of an artifact. The address that GitHub names for it is followed by hand, once, to hosts that we know and without our
 * token. Rejects with a plain Error that names the reason.
 */
export async function downloadArtifact(download: ArtifactDownload): Promise<Buffer> {
  const { artifact, mostBytes } = download;
  if (artifact.expired) throw new Error('it has expired');
  if (artifact.bytes > mostBytes) throw new Error(`it is larger than ${mostBytes} bytes`);
  const zip = await attempt(download, () => fetchZip(download));
  const digest = `sha256:${createHash('sha256').update(zip).digest('hex')}`;
  if (artifact.digest !== null && artifact.digest !== digest) {
    throw new Error(`its digest is ${digest}, expected ${artifact.digest}`);
  }
  return zip;
}

async function fetchZip(download: ArtifactDownload): Promise<Transferred> {
  const { artifact, owner, repo, token, apiUrl, mostBytes } = download;
  const path = [owner, repo].map(encodeURIComponent).join('/');
  const asked = await transfer({
    method: 'GET',
    url: `${apiUrl.replace(/\/$/, '')}/repos/${path}/actions/artifacts/${artifact.id}/zip`,
    headers: {
      authorization: `Bearer ${token}`,
      'user-agent': 'plimsoll',
      accept: 'application/vnd.github+json',
    },
    timeoutMs: download.patience.requestMs,
    mostBytes: 100_000,
  });
  if (asked.status !== 302) return asked;
  const url = new URL(asked.headers.location ?? '', apiUrl);
  if (!isStore(url, download))
    throw new Final(`GitHub keeps it at ${url.host}, which is no host that we know`);
  const headers = { 'user-agent': 'plimsoll' };
  const stored = await transfer({ method: 'GET', url: url.href, headers, timeoutMs: TRANSFER_MS, mostBytes });
  // A store that redirects once more is not one that we know.
  return stored.status >= 300 && stored.status < 400 ? { ...stored, status: 400 } : stored;
}

function isStore(url: URL, { apiUrl, serverUrl }: ArtifactDownload): boolean {
  const ours = [apiUrl, serverUrl].filter((own) => URL.canParse(own)).map((own) => new URL(own));
  if (ours.some((own) => own.protocol === url.protocol && own.host === url.host)) return true;
  return url.protocol === 'https:' && STORES.some((store) => url.hostname.endsWith(store));
}

/** Not worth repeating. */
class Final extends Error {}

async function attempt(
  { patience }: ArtifactDownload,
  fetchOnce: () => Promise<Transferred>,
): Promise<Buffer> {
  const deadline = now() + patience.totalMs;
  for (let tried = 1; ; tried++) {
    const problem = await fetchOnce().then(
      ({ status, body }) =>
        status === 200 ? body : new Error(`it was answered with ${status}`, { cause: status }),
      (error: Error) => error,
    );
    if (Buffer.isBuffer(problem)) return problem;
    const isFinal = problem instanceof Final || (Number(problem.cause) >= 400 && Number(problem.cause) < 500);
    const waitMs = patience.backoffMs * 2 ** (tried - 1);
    if (isFinal || tried === ATTEMPTS || now() + waitMs > deadline) throw problem;
    await sleep(waitMs, new AbortController().signal);
  }
}
