import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What goes wrong with one request. `store` faults change the comments first, as a server does whose answer is lost. */
export type Fault =
  | { readonly kind: 'store, then status'; readonly status: number }
  | { readonly kind: 'store, then drop' }
  | { readonly kind: 'drop' }
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly message?: string;
    }
  | { readonly kind: 'text'; readonly contentType: string; readonly text: string }
  | { readonly kind: 'truncated' }
  | { readonly kind: 'drip' };

export interface StoredComment {
  readonly id: number;
  body: string;
  readonly user: { readonly login: string };
  readonly html_url: string;
}

/** `n` counts requests with the same method from 1. */
export type FaultScript = (request: {
  readonly method: string;
  readonly path: string;
  readonly n: number;
}) => Fault | null;

export interface FaultServer extends AsyncDisposable {
  readonly url: string;
  readonly comments: Map<number, StoredComment>;
  /** `METHOD /path` and the time of arrival, epoch ms. */
  readonly journal: readonly { readonly line: string; readonly at: number }[];
  add(login: string, body: string): StoredComment;
}

export interface FaultServerOptions {
  readonly faults?: FaultScript;
  /** Every page of comments claims that the next page is itself. */
  readonly isCircular?: boolean;
  readonly login?: string;
}

/** Comments of one pull request as GitHub keeps them, with a script of what goes wrong. */
export async function startFaultServer(options: FaultServerOptions = {}): Promise<FaultServer> {
  const { faults = () => null, isCircular = false, login = 'github-actions[bot]' } = options;
  const comments = new Map<number, StoredComment>();
  const journal: { line: string; at: number }[] = [];
  const counts = new Map<string, number>();
  let lastId = 0;

  function add(author: string, body: string): StoredComment {
    lastId += 1;
    const html_url = `https://github.example/octo/shop/pull/7#issuecomment-${lastId}`;
    const comment = { id: lastId, body, user: { login: author }, html_url };
    comments.set(comment.id, comment);
    return comment;
  }

  function act(method: string, url: URL, body: string): Reply {
    if (url.pathname === '/graphql') return { status: 200, data: { data: { viewer: { login } } } };
    const id = Number(/\/comments\/(\d+)$/.exec(url.pathname)?.[1] ?? 0);
    const found = comments.get(id);
    const text = method === 'POST' || method === 'PATCH' ? String(JSON.parse(body).body) : '';
    if (method === 'GET') return list(url);
    if (method === 'POST') return { status: 201, data: add(login, text) };
    if (found === undefined) return { status: 404, data: { message: 'Not Found' } };
    if (method === 'DELETE') comments.delete(id);
    else found.body = text;
    return method === 'DELETE' ? { status: 204 } : { status: 200, data: found };
  }

  function list(url: URL): Reply {
    const size = Number(url.searchParams.get('per_page') ?? 30);
    const page = isCircular ? 1 : Number(url.searchParams.get('page') ?? 1);
    const all = [...comments.values()];
    const hasNext = isCircular || page * size < all.length;
    const next = isCircular ? url.href : `${url.origin}${url.pathname}?per_page=${size}&page=${page + 1}`;
    return {
      status: 200,
      data: all.slice((page - 1) * size, page * size),
      headers: hasNext ? { link: `<${next}>; rel="next"` } : {},
    };
  }

  const server = createServer(async (request, response) => {
    const { method = '' } = request;
    const body = await readAll(request);
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
    journal.push({ line: `${method} ${url.pathname}`, at: Date.now() });
    const n = (counts.get(method) ?? 0) + (url.pathname === '/graphql' ? 0 : 1);
    counts.set(method, n);
    const fault = url.pathname === '/graphql' ? null : faults({ method, path: url.pathname, n });
    if (fault === null || fault.kind.startsWith('store')) {
      const reply = act(method, url, body);
      if (fault === null) return answer(response, reply);
    }
    if (fault !== null) misbehave(fault, request, response, () => act(method, url, body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    comments,
    journal,
    add,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Reply {
  readonly status: number;
  readonly data?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

function answer(response: ServerResponse, { status, data, headers = {} }: Reply): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(data === undefined ? undefined : JSON.stringify(data));
}

function misbehave(fault: Fault, request: IncomingMessage, response: ServerResponse, act: () => Reply): void {
  switch (fault.kind) {
    case 'drop':
    case 'store, then drop':
      request.socket.destroy();
      return;
    case 'store, then status':
      answer(response, { status: fault.status, data: { message: 'Bad Gateway' } });
      return;
    case 'status': {
      const { status, headers = {}, message = `status ${fault.status}` } = fault;
      answer(response, { status, data: { message }, headers });
      return;
    }
    case 'text':
      response.writeHead(200, { 'content-type': fault.contentType });
      response.end(fault.text);
      return;
    case 'truncated': {
      const { status, data } = act();
      const text = JSON.stringify(data);
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(text.slice(0, Math.floor(text.length / 2)));
      return;
    }
    case 'drip': {
      response.writeHead(200, { 'content-type': 'application/json' });
      const timer = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(timer));
      return;
    }
  }
}

async function readAll(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}
