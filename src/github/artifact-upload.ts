import { createHash } from 'node:crypto';
import { z } from 'zod';
import { transfer } from '../system/http-transfer.ts';
import type { ArtifactService } from './artifact-service.ts';

/** The fourth generation: one zip for each artifact, never changed afterwards. */
const VERSION = 4;
const UPLOAD_MS = 60_000;
const MOST_BYTES = 100_000;

const CREATED = z.object({ ok: z.literal(true), signed_upload_url: z.string() });
const FINAL = z.object({ ok: z.literal(true), artifact_id: z.union([z.string(), z.number()]) });

/** Keeps a zip as an artifact of this run; gives its id. Rejects with a plain Error that names the reason. */
export async function uploadArtifact(service: ArtifactService, name: string, zip: Buffer): Promise<string> {
  const { signed_upload_url } = await service.call('CreateArtifact', { name, version: VERSION }, CREATED);
  await putBlob(signed_upload_url, zip);
  const digest = createHash('sha256').update(zip).digest('hex');
  const facts = { name, size: String(zip.length), hash: `sha256:${digest}` };
  return String((await service.call('FinalizeArtifact', facts, FINAL)).artifact_id);
}

/** As one block and a list that names it, which is what every server of artifacts takes. */
async function putBlob(signedUrl: string, content: Buffer): Promise<void> {
  const block = Buffer.from('plimsoll-0001').toString('base64');
  const list = `<?xml version="1.0" encoding="utf-8"?><BlockList><Latest>${block}</Latest></BlockList>`;
  await put(signedUrl, { comp: 'block', blockid: block }, content);
  await put(signedUrl, { comp: 'blocklist' }, Buffer.from(list));
}

async function put(signedUrl: string, query: Readonly<Record<string, string>>, body: Buffer): Promise<void> {
  // Appended, not parsed: the signature covers what stands there.
  const url = `${signedUrl}${signedUrl.includes('?') ? '&' : '?'}${new URLSearchParams(query)}`;
  const headers = { 'content-type': 'application/zip', 'x-ms-blob-content-type': 'application/zip' };
  const limits = { timeoutMs: UPLOAD_MS, mostBytes: MOST_BYTES };
  const { status } = await transfer({ method: 'PUT', url, headers, body, ...limits });
  if (status !== 201) throw new Error(`the artifact store answered ${status}`);
}
