import { createServer } from 'node:http';
import { burn } from './faults.js';
import { HttpError, sendJson, sendText } from './http.js';
import { describeMetrics } from './metrics.js';
import { routes } from './routes.js';

/** DEBUG_SQL=1 tells in a header how many statements an answer took. */
const DEBUG_SQL = process.env.DEBUG_SQL === '1';

const matchers = routes.map(({ method, path, handle, isKept = false }) => ({
  method,
  handle,
  isKept,
  pattern: new RegExp(`^${path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`),
}));

export function createApp(pool, cache) {
  return createServer(async (request, response) => {
    try {
      if (request.url === '/metrics') return sendText(response, describeMetrics());
      sendJson(response, 200, await answer({ pool, cache }, request, response));
    } catch (error) {
      if (error instanceof HttpError) return sendJson(response, error.status, { error: error.message });
      console.error(error);
      sendJson(response, 500, { error: 'internal error' });
    }
  });
}

async function answer({ pool, cache }, request, response) {
  const url = new URL(request.url, 'http://shop');
  const { handle, parameters, isKept } = findRoute(request.method, url.pathname);
  burn();
  const work = await handle({ request, response, url, parameters });
  const make = () =>
    pool.use(async (connection) => {
      const before = connection.statements();
      const body = await work(connection);
      if (DEBUG_SQL) response.setHeader('x-sql-statements', connection.statements() - before);
      return body;
    });
  return isKept ? cache.get(request.url, make) : make();
}

function findRoute(method, path) {
  for (const matcher of matchers) {
    const match = matcher.method === method && matcher.pattern.exec(path);
    if (match) return { handle: matcher.handle, isKept: matcher.isKept, parameters: match.groups ?? {} };
  }
  throw new HttpError(404, `nothing at ${method} ${path}`);
}
