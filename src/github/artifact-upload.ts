import { createHash } from 'node:crypto';
import { z } from 'zod';
import { transfer } from '../system/http-transfer.ts';
import type { ArtifactService } from './artifact-service.ts';

/**
 * The fourth generation: one zip for each artifact, never changed afterwards. The seventh also takes a single file as it is,
 * which browsers show.
 */
const [ZIPS, FILES] = [4, 7];
const UPLOAD_MS = 60_000;
const MOST_BYTES = 100_000;

const CREATED = z.object({ ok: z.literal(true), signed_upload_url: z.string() });
const FINAL = z.object({ ok: z.literal(true), artifact_id: z.union([z.string(), z.number()]) });

/** Keeps a zip as an artifact of this run; gives its id. Rejects with a plain Error that names the reason. */
export const uploadArtifact = (service: ArtifactService, name: string, zip: Buffer): Promise<string> =>
  upload(service, { name, version: ZIPS }, { content: zip, type: 'application/zip' });

/** Keeps a page that browsers show as it is; its name ends in `.html`. Gives the id, rejects as above. */
export function uploadPage(service: ArtifactService, name: string, page: string): Promise<string> {
  const type = 'text/html';
  const asked = { name, version: FILES, mime_type: type };
  return upload(service, asked, { content: Buffer.from(page), type });
}

interface Blob {
  readonly content: Buffer;
  readonly type: string;
}

async function upload(
  service: ArtifactService,
  asked: { readonly name: string; readonly version: number; readonly mime_type?: string },
  blob: Blob,
): Promise<string> {
  const { name } = asked;
  const { content } = blob;
  const { signed_upload_url } = await service.call('CreateArtifact', asked, CREATED);
  await putBlob(signed_upload_url, blob);
  const digest = createHash('sha256').update(content).digest('hex');
  const facts = { name, size: String(content.length), hash: `sha256:${digest}` };
  return String((await service.call('FinalizeArtifact', facts, FINAL)).artifact_id);
}

/** As one block and a list that names it, which is what every server of artifacts takes. */
async function putBlob(signedUrl: string, { content, type }: Blob): Promise<void> {
  const block = Buffer.from('plimsoll-0001').toString('base64');
  const list = `<?xml version="1.0" encoding="utf-8"?><BlockList><Latest>${block}</Latest></BlockList>`;
  await put(signedUrl, { comp: 'block', blockid: block }, { content, type });
  await put(signedUrl, { comp: 'blocklist' }, { content: Buffer.from(list), type });
}

async function put(
  signedUrl: string,
  query: Readonly<Record<string, string>>,
  { content: body, type }: Blob,
): Promise<void> {
  // Appended, not parsed: the signature covers what stands there.
  const url = `${signedUrl}${signedUrl.includes('?') ? '&' : '?'}${new URLSearchParams(query)}`;
  const headers = { 'content-type': type, 'x-ms-blob-content-type': type };
  const limits = { timeoutMs: UPLOAD_MS, mostBytes: MOST_BYTES };
  const { status } = await transfer({ method: 'PUT', url, headers, body, ...limits });
  if (status !== 201) throw new Error(`the artifact store answered ${status}`);
}
