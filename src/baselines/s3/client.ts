import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { LookupFunction } from 'node:net';
import { AwsV4Signer } from 'aws4fetch';
import { sleep } from '../../system/clock.ts';
import { TooLarge, transfer } from '../../system/http-transfer.ts';
import { guardLookup, MetadataAddress } from '../../system/metadata-addresses.ts';

export interface S3Request {
  readonly method: 'GET' | 'PUT' | 'DELETE';
  /** Empty for the bucket itself. */
  readonly key: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly mostBytes: number;
}

/** `lost`: no answer, after a few tries. `forbidden`: nothing was sent, because the host is a metadata service. */
export type S3Answer =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers: IncomingHttpHeaders;
      readonly body: Buffer;
    }
  | { readonly kind: 'lost' | 'forbidden' | 'too large'; readonly reason: string };

export interface S3Client {
  send(request: S3Request): Promise<S3Answer>;
}

export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface S3ClientOptions {
  /** Address of a key, or of the bucket for an empty key. */
  readonly addressOf: (key: string) => string;
  readonly region: string;
  /** Null for requests without a signature, as a bucket that anybody may read takes them. */
  readonly keys: Keys | null;
  readonly lookup?: LookupFunction;
  readonly signal: AbortSignal;
  /** Wait before the first repetition, ms; doubles with each. */
  readonly backoffMs?: number;
}

const TIMEOUT_MS = 20_000;
const ATTEMPTS = 4;

/** Every request may be repeated: reading and taking out change nothing twice, and every writing has a condition. */
export function createClient(options: S3ClientOptions): S3Client {
  const lookup = guardLookup(options.lookup);
  const { backoffMs = 400, signal } = options;

  async function once(request: S3Request): Promise<S3Answer> {
    const { method, body, mostBytes } = request;
    const { url, headers } = await sign(request, options);
    try {
      const content = body === undefined ? {} : { body: Buffer.from(body) };
      const answer = await transfer({
        ...{ method, url, headers, mostBytes, lookup, timeoutMs: TIMEOUT_MS },
        ...content,
      });
      return { kind: 'answer', ...answer };
    } catch (error) {
      const { message: reason } = error as Error;
      if (error instanceof MetadataAddress) return { kind: 'forbidden', reason };
      return { kind: error instanceof TooLarge ? 'too large' : 'lost', reason };
    }
  }

  return {
    async send(request) {
      for (let attempt = 1; ; attempt++) {
        signal.throwIfAborted();
        const answer = await once(request);
        const isPassing =
          answer.kind === 'lost' ||
          (answer.kind === 'answer' &&
            (answer.status >= 502 || answer.status === 500 || answer.status === 429));
        if (!isPassing || attempt >= ATTEMPTS) return answer;
        await sleep(backoffMs * 2 ** (attempt - 1) * (0.5 + Math.random()), signal);
      }
    },
  };
}

interface Signed {
  readonly url: string;
  readonly headers: Record<string, string>;
}

async function sign(request: S3Request, { addressOf, keys, region }: S3ClientOptions): Promise<Signed> {
  const { method, key, query = {}, body } = request;
  const search = new URLSearchParams(query).toString();
  const url = `${addressOf(key)}${search === '' ? '' : `?${search}`}`;
  if (keys === null) return { url, headers: { ...request.headers } };
  const hash = createHash('sha256')
    .update(body ?? '')
    .digest('hex');
  const headers = { ...request.headers, 'x-amz-content-sha256': hash };
  const signed = await new AwsV4Signer({ ...keys, method, url, headers, service: 's3', region }).sign();
  return { url: signed.url.href, headers: Object.fromEntries(signed.headers) };
}
