import { transfer } from '../system/http-transfer.ts';
import { guardLookup, isMetadata } from '../system/metadata-addresses.ts';
import type { Annotation } from './annotation.ts';
import { explainAnswer, type Untold } from './untold.ts';

export interface GrafanaServer {
  readonly url: string;
  /** Of a service account. */
  readonly token: string;
  /** Number of the organisation; null for the token's own. */
  readonly org: number | null;
}

export type Told = { readonly kind: 'told' } | Untold;

/** Nobody waits longer for a remark on a dashboard. */
const TIMEOUT_MS = 5000;
const MOST_BYTES = 64 * 1024;

/** Writes an annotation, once: a second try could leave two. Never rejects, and never repeats the token. */
export async function postAnnotation(
  server: GrafanaServer,
  annotation: Annotation,
  timeoutMs = TIMEOUT_MS,
): Promise<Told> {
  const { url, token, org } = server;
  if (isMetadata(new URL(url).hostname)) return METADATA;
  try {
    const answer = await transfer({
      method: 'POST',
      url: `${url}/api/annotations`,
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        authorization: `Bearer ${token}`,
        ...(org === null ? {} : { 'x-grafana-org-id': String(org) }),
      },
      body: Buffer.from(JSON.stringify(annotation)),
      timeoutMs,
      mostBytes: MOST_BYTES,
      lookup: guardLookup(),
    });
    const body = answer.body.toString('utf8').replaceAll(token, '***');
    return explainAnswer({ status: answer.status, location: answer.headers.location ?? '', body });
  } catch (error) {
    return {
      kind: 'not told',
      reason: `it did not answer: ${(error as Error).message}`,
      hint: 'Check that the runner reaches the address under grafana.',
    };
  }
}

const METADATA: Untold = {
  kind: 'not told',
  reason: 'its address is one that cloud machines keep for themselves (link-local)',
  hint: 'Give the address of Grafana itself.',
};
