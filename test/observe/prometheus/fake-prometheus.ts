import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakeOptions {
  /** How far its clock is ahead, ms. */
  readonly aheadMs?: number;
  /** Value of a query at a time by the server's clock, ms; null for none. Throws for what it cannot parse. */
  readonly answer: (query: string, at: number) => number | null;
  readonly series?: readonly string[];
  readonly intervals?: Readonly<Record<string, string>>;
  /** Header `authorization` that it insists on. */
  readonly authorization?: string;
}

/** As much of Prometheus' query API as we use, over real HTTP. */
export async function startFakePrometheus({ aheadMs = 0, answer, series = [], ...options }: FakeOptions) {
  const asked: { readonly path: string; readonly query: string }[] = [];
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://fake');
    const form = new URLSearchParams(await readBody(request));
    const query = form.get('query') ?? '';
    asked.push({ path: pathname, query });
    const send = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    if (options.authorization !== undefined && request.headers.authorization !== options.authorization)
      return send(401, 'no');
    const now = Date.now() + aheadMs;
    const success = (data: unknown): void => send(200, { status: 'success', data });
    try {
      if (pathname.endsWith('/targets')) {
        const activeTargets = Object.entries(options.intervals ?? {}).map(([instance, scrapeInterval]) => ({
          labels: { instance },
          scrapeInterval,
        }));
        return success({ activeTargets });
      }
      if (query === 'time()')
        return success({ resultType: 'scalar', result: [now / 1000, String(now / 1000)] });
      if (query.startsWith('count by (__name__)')) {
        const result = series.map((__name__) => ({ metric: { __name__ }, value: [now / 1000, '1'] }));
        return success({ resultType: 'vector', result });
      }
      if (pathname.endsWith('/query')) {
        const value = answer(query, now);
        const result = value === null ? [] : [{ metric: {}, value: [now / 1000, String(value)] }];
        return success({ resultType: 'vector', result });
      }
      const [start, end, step] = ['start', 'end', 'step'].map((name) => Number(form.get(name)));
      const values: [number, string][] = [];
      for (let at = start as number; at <= (end as number) + 1e-6; at += step as number) {
        const value = answer(query, at * 1000);
        if (value !== null) values.push([at, String(value)]);
      }
      success({ resultType: 'matrix', result: values.length === 0 ? [] : [{ metric: {}, values }] });
    } catch (error) {
      send(400, { status: 'error', errorType: 'bad_data', error: (error as Error).message });
    }
  }).listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    [Symbol.asyncDispose]: () => new Promise<void>((done) => void server.close(() => done())),
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}
