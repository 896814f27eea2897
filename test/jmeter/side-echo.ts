import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { answerRequest } from '../corpus/echo-routes.ts';

/** A request as a service saw it. */
export interface Arrival {
  readonly path: string;
  /** Epoch ms. */
  readonly at: number;
  /** Where it came from. */
  readonly address: string;
  /** What the plan's header x-side says; empty where it has none. */
  readonly side: string;
}

/** A service of one side, which turns away whoever is the other's. */
export interface SideEcho extends AsyncDisposable {
  readonly url: string;
  readonly arrivals: Arrival[];
  readonly strangers: Arrival[];
  /** Resolves with the first request of its own. */
  readonly begun: Promise<void>;
}

export async function startSideEcho(
  isOurs: (arrival: Arrival) => boolean,
  answer: (request: IncomingMessage, response: ServerResponse) => unknown = answerOrFail,
): Promise<SideEcho> {
  const [arrivals, strangers]: [Arrival[], Arrival[]] = [[], []];
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
  /** Taken down while they are connected: of a socket that has closed nobody knows, and those count nowhere. */
  const addresses = new WeakMap<Socket, string>();
  const server = createServer((request, response) => {
    const arrival: Arrival = {
      path: request.url ?? '',
      at: Date.now(),
      address: addresses.get(request.socket) ?? '',
      side: String(request.headers['x-side'] ?? ''),
    };
    if (arrival.address === '') {
      response.end();
    } else if (isOurs(arrival)) {
      arrivals.push(arrival);
      begin();
      void answer(request, response);
    } else {
      strangers.push(arrival);
      response.writeHead(421).end('meant for another side\n');
    }
  });
  server.on('connection', (socket) => addresses.set(socket, socket.remoteAddress ?? ''));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrivals,
    strangers,
    begun,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A reason with what would break a row of CSV that is not quoted. */
const REASON = 'No, "never", =1+1';

function answerOrFail(request: IncomingMessage, response: ServerResponse): void {
  if (request.url?.startsWith('/fail')) response.writeHead(500, REASON).end();
  else void answerRequest(request, response);
}
