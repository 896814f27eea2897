import { type IncomingHttpHeaders, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { HttpClient } from '@actions/http-client';

export interface Transfer {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
  /** For the whole of it, the answer's last byte included. */
  readonly timeoutMs: number;
  /** An answer that is longer is cut off and an error. */
  readonly mostBytes: number;
  /** How names are looked up where there is no proxy; the system's way by default. */
  readonly lookup?: LookupFunction;
}

export interface Transferred {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** An answer had more bytes than it may have. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge';
}

/**
 * One request with its answer in memory, by the proxy that the environment names. Redirects are the caller's to judge, because
 * they say where a token or a body goes. Rejects with a plain Error that names the reason.
 */
export function transfer({ method, url, body, ...more }: Transfer): Promise<Transferred> {
  const signal = AbortSignal.timeout(more.timeoutMs);
  const request = url.startsWith('https:') ? requestHttps : requestHttp;
  const headers = {
    ...more.headers,
    ...(body === undefined ? {} : { 'content-length': String(body.length) }),
  };
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void =>
      reject(signal.aborted ? new Error(`no answer within ${more.timeoutMs / 1000} s`) : error);
    const { lookup } = more;
    const agent = new HttpClient().getAgent(url);
    const options = { method, headers, agent, signal, ...(lookup === undefined ? {} : { lookup }) };
    const sent = request(url, options, (response) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > more.mostBytes)
          response.destroy(new TooLarge(`it is larger than ${more.mostBytes} bytes`));
        else chunks.push(chunk);
      });
      response.once('error', fail);
      response.once('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks),
        }),
      );
    });
    sent.once('error', fail);
    sent.end(body);
  });
}
