import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { openS3Store, type S3Options } from '../../src/baselines/s3/store.ts';

/** What a request is answered with in place of the truth. */
export interface Fault {
  readonly status: number;
  readonly code?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Seen {
  readonly method: string;
  readonly key: string;
  readonly headers: IncomingMessage['headers'];
}

/** A bucket named `perf` of a small service that keeps S3's conditions, on a port of its own. */
export interface FakeBucket extends AsyncDisposable {
  readonly endpoint: string;
  readonly objects: Map<string, string>;
  readonly seen: Seen[];
  /** Answers in place of the truth, in turn; null lets one request through. */
  readonly faults: (Fault | null)[];
  /** What happens right before a request is served. */
  before: ((method: string, key: string) => void) | null;
  /** Keys on one page of a list. */
  pageSize: number;
  /** Whether conditions are kept; some services ignore one or both. */
  readonly keeps: { ifMatch: boolean; ifNoneMatch: boolean };
}

export async function createBucket(): Promise<FakeBucket> {
  const server = createServer((request, response) => void serve(bucket, request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bucket: FakeBucket = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects: new Map(),
    seen: [],
    faults: [],
    before: null,
    pageSize: 1000,
    keeps: { ifMatch: true, ifNoneMatch: true },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return bucket;
}

export const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'a secret' };

export function openBucket({ endpoint }: FakeBucket, more: Partial<S3Options> = {}) {
  return openS3Store({
    bucket: { name: 'perf', prefix: 'shop', endpoint, region: null },
    folder: 'default',
    environment: CREDENTIALS,
    signal: new AbortController().signal,
    patience: { totalMs: 10_000, longestMs: 50 },
    backoffMs: 1,
    ...more,
  });
}

const SIGNED =
  /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/us-east-1\/s3\/aws4_request, SignedHeaders=([a-z0-9;-]+), Signature=[0-9a-f]{64}$/;

async function serve(bucket: FakeBucket, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '', bucket.endpoint);
  const method = request.method ?? '';
  const key = decodeURIComponent(url.pathname).replace('/perf/', '');
  const body = await text(request);
  bucket.seen.push({ method, key, headers: request.headers });
  bucket.before?.(method, key);
  const answer = (status: number, content = '', headers = {}): void =>
    void response.writeHead(status, headers).end(content);
  const refuse = (status: number, code: string, headers = {}): void =>
    answer(status, `<?xml version="1.0"?><Error><Code>${code}</Code></Error>`, headers);
  const fault = bucket.faults.shift() ?? null;
  if (fault !== null) return refuse(fault.status, fault.code ?? 'Fault', fault.headers);
  if (!isSigned(request, body)) return refuse(403, 'AccessDenied');
  if (method === 'GET' && key === '') return answer(200, listOf(bucket, url.searchParams));
  const present = bucket.objects.get(key);
  switch (method) {
    case 'GET':
      return present === undefined
        ? refuse(404, 'NoSuchKey')
        : answer(200, present, { etag: etagOf(present) });
    case 'DELETE':
      bucket.objects.delete(key);
      return answer(204);
    case 'PUT': {
      const { 'if-match': match, 'if-none-match': noneMatch } = request.headers;
      if (bucket.keeps.ifNoneMatch && noneMatch === '*' && present !== undefined) {
        return refuse(412, 'PreconditionFailed');
      }
      if (bucket.keeps.ifMatch && match !== undefined) {
        if (present === undefined) return refuse(404, 'NoSuchKey');
        if (match !== etagOf(present)) return refuse(412, 'PreconditionFailed');
      }
      bucket.objects.set(key, body);
      return answer(200, '', { etag: etagOf(body) });
    }
    default:
      return refuse(405, 'MethodNotAllowed');
  }
}

/** A signature over the conditions, the date and the very body that came. */
function isSigned({ headers }: IncomingMessage, body: string): boolean {
  const signed = SIGNED.exec(headers.authorization ?? '')?.[1]?.split(';') ?? [];
  const wanted = ['host', 'x-amz-content-sha256', 'x-amz-date', 'if-match', 'if-none-match'];
  const hash = createHash('sha256').update(body).digest('hex');
  return (
    headers['x-amz-content-sha256'] === hash &&
    signed.length > 0 &&
    wanted.every((name) => headers[name] === undefined || signed.includes(name))
  );
}

const etagOf = (content: string): string => `"${createHash('md5').update(content).digest('hex')}"`;

function listOf({ objects, pageSize }: FakeBucket, query: URLSearchParams): string {
  const keys = [...objects.keys()].filter((key) => key.startsWith(query.get('prefix') ?? '')).sort();
  const from = Number((query.get('continuation-token') ?? '').replace('<&+/= ', ''));
  const page = keys.slice(from, from + pageSize);
  const isMore = from + pageSize < keys.length;
  const token = isMore
    ? `<NextContinuationToken>&lt;&amp;+/= ${from + pageSize}</NextContinuationToken>`
    : '';
  const contents = page.map((key) => `<Contents><Key>${key}</Key><Size>1</Size></Contents>`).join('');
  return `<?xml version="1.0"?><ListBucketResult><IsTruncated>${isMore}</IsTruncated>${token}${contents}</ListBucketResult>`;
}
