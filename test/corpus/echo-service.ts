import { createServer as createHttp1, type IncomingMessage } from 'node:http';
import { createServer as createHttp2, type ServerHttp2Stream } from 'node:http2';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { answerCall } from './echo-grpc.ts';
import { answerRequest } from './echo-routes.ts';
import { answerSocket } from './echo-socket.ts';

/** Who asks: the address that a request came from, and the side that it says it is for. */
export interface Asker {
  readonly address: string;
  readonly token: string;
}

/** A service that answers HTTP, WebSocket and gRPC on one port, and knows which requests are meant for it. */
export interface EchoService extends AsyncDisposable {
  readonly url: string;
  /** Requests, handshakes and calls that were meant for this service, and those that were not. */
  readonly counts: { right: number; wrong: number };
}

const HTTP2_PREFACE = 'PRI * HTTP/2.0';

/** Starts on a free port. What is not meant for it is rejected: 421, or gRPC's `permission denied`. */
export async function startEchoService(isMeantForUs: (asker: Asker) => boolean): Promise<EchoService> {
  const counts = { right: 0, wrong: 0 };
  const admit = (socket: Socket | undefined, token: unknown): boolean => {
    const isRight = isMeantForUs({ address: socket?.remoteAddress ?? '', token: String(token ?? '') });
    counts[isRight ? 'right' : 'wrong']++;
    return isRight;
  };
  const http1 = createHttp1((request: IncomingMessage, response) => {
    if (admit(request.socket, request.headers['x-side'])) void answerRequest(request, response);
    else response.writeHead(421).end('meant for another side\n');
  });
  http1.on('upgrade', (request: IncomingMessage, socket: Socket) => {
    if (admit(socket, request.headers['x-side'])) answerSocket(request, socket);
    else socket.end('HTTP/1.1 421 Misdirected Request\r\n\r\n');
  });
  const http2 = createHttp2();
  http2.on('stream', (stream: ServerHttp2Stream, headers) => {
    answerCall(stream, headers, admit(stream.session?.socket as Socket | undefined, headers['x-side']));
  });
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => socket.destroy()).on('close', () => open.delete(socket));
    socket.once('data', (first: Buffer) => {
      socket.pause();
      const protocol = first.toString('latin1').startsWith(HTTP2_PREFACE.slice(0, first.length))
        ? http2
        : http1;
      protocol.emit('connection', socket);
      socket.unshift(first);
      socket.resume();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counts,
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
