import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { openDescription } from './description.ts';
import {
  createRepository,
  type FakeRepositoryOptions,
  type StoredComment,
  type StoredStatus,
} from './fake-repository.ts';
import { answer, type FaultScript, misbehave } from './fault.ts';

export type { Fault, FaultScript } from './fault.ts';

export interface FaultServer extends AsyncDisposable {
  /** Where the API is: of an Enterprise server below /api/v3. */
  readonly url: string;
  readonly port: number;
  readonly comments: Map<number, StoredComment>;
  readonly statuses: readonly StoredStatus[];
  /** `METHOD /path` and the time of arrival, epoch ms. */
  readonly journal: readonly { readonly line: string; readonly at: number }[];
  add(login: string, body: string): StoredComment;
}

export interface FaultServerOptions extends FakeRepositoryOptions {
  readonly faults?: FaultScript;
  readonly isEnterprise?: boolean;
  /** For HTTPS. */
  readonly certificate?: { readonly key: string; readonly cert: string };
}

/**
 * GitHub with a script of what goes wrong. Every request that it gets and every answer that nothing went wrong with is
 * held against GitHub's published description; what does not fit fails the test when the server closes.
 */
export async function startFaultServer(options: FaultServerOptions = {}): Promise<FaultServer> {
  const { faults = () => null, login = 'github-actions[bot]', isEnterprise = false, certificate } = options;
  const api = openDescription(isEnterprise ? 'ghes-3.19' : 'api.github.com');
  const repository = createRepository(api, options);
  const journal: { line: string; at: number }[] = [];
  const problems: string[] = [];
  const counts = new Map<string, number>();

  const listen: RequestListener = async (request, response) => {
    const { method = '' } = request;
    const text = await readAll(request);
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
    journal.push({ line: `${method} ${url.pathname}`, at: Date.now() });
    if (/^(\/api)?\/graphql$/.test(url.pathname)) {
      return answer(response, { status: 200, data: { data: { viewer: { login } } } });
    }
    if (isEnterprise) url.pathname = url.pathname.replace(/^\/api\/v3/, '');
    const path = url.pathname;
    const body = text === '' ? undefined : JSON.parse(text);
    problems.push(...api.checkRequest({ method, path, query: url.searchParams, body }));
    const n = (counts.get(method) ?? 0) + 1;
    counts.set(method, n);
    const act = () => repository.act(method, url, body);
    const fault = faults({ method, path, n });
    if (fault !== null) {
      if (fault.kind.startsWith('store')) act();
      return misbehave(fault, request, response, act);
    }
    const reply = act();
    problems.push(...api.checkAnswer({ method, path, status: reply.status, data: reply.data }));
    answer(response, reply);
  };

  const server = certificate === undefined ? createServer(listen) : createSecureServer(certificate, listen);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const origin = `${certificate === undefined ? 'http' : 'https'}://127.0.0.1:${port}`;
  return {
    url: isEnterprise ? `${origin}/api/v3` : origin,
    port,
    comments: repository.comments,
    statuses: repository.statuses,
    journal,
    add: repository.add,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      if (problems.length > 0) throw new Error(`not by GitHub's description: ${problems.join('; ')}`);
    },
  };
}

async function readAll(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}
