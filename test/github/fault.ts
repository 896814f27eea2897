import type { IncomingMessage, ServerResponse } from 'node:http';

/** What goes wrong with one request. `store` faults change the state first, as a server does whose answer is lost. */
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
  /** Half of the answer, ended as if it were whole; or cut off by a reset. */
  | { readonly kind: 'truncated' | 'reset in mid-body' }
  | { readonly kind: 'drip' };

/** `n` counts requests with the same method from 1. */
export type FaultScript = (request: {
  readonly method: string;
  readonly path: string;
  readonly n: number;
}) => Fault | null;

export interface Reply {
  readonly status: number;
  readonly data?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export function answer(response: ServerResponse, { status, data, headers = {} }: Reply): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(data === undefined ? undefined : JSON.stringify(data));
}

/** `act` is what a sound server would have answered. */
export function misbehave(
  fault: Fault,
  request: IncomingMessage,
  response: ServerResponse,
  act: () => Reply,
): void {
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
    case 'truncated':
    case 'reset in mid-body': {
      const { status, data } = act();
      const text = JSON.stringify(data);
      const half = text.slice(0, Math.floor(text.length / 2));
      const isReset = fault.kind === 'reset in mid-body';
      const length = isReset ? { 'content-length': String(Buffer.byteLength(text)) } : {};
      response.writeHead(status, { 'content-type': 'application/json', ...length });
      if (isReset) response.write(half, () => request.socket.resetAndDestroy());
      else response.end(half);
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
