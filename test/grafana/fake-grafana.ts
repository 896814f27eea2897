import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type AnnotationCommand, readCommand } from './annotation-api.ts';

/** A Grafana that knows one service account and takes annotations, refusing what the real one refuses and what is not described. */
export interface FakeGrafana extends AsyncDisposable {
  /** With a path, as behind a proxy. */
  readonly url: string;
  readonly annotations: readonly AnnotationCommand[];
  /** Organisation asked for with each of them; null where none was. */
  readonly organisations: readonly (string | null)[];
  /** What was refused, in words. */
  readonly refusals: readonly string[];
}

export const TOKEN = 'glsa_0123456789abcdefghijABCDEFGHIJ_01234567';

type Answer = (response: ServerResponse) => void;

/** `answer` replaces what it says to an annotation. */
export async function startGrafana(answer?: Answer): Promise<FakeGrafana> {
  const annotations: AnnotationCommand[] = [];
  const organisations: (string | null)[] = [];
  const refusals: string[] = [];
  const refuse = (response: ServerResponse, status: number, message: string): void => {
    refusals.push(`${status}: ${message}`);
    json(response, status, { message });
  };
  const server = createServer((request, response) => {
    void handle(request, response).catch((error: Error) => refuse(response, 400, error.message));
  });
  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { authorization, 'content-type': type } = request.headers;
    if (`${request.method} ${request.url}` !== 'POST /grafana/api/annotations')
      return refuse(response, 404, 'Not found');
    if (authorization !== `Bearer ${TOKEN}`) return refuse(response, 401, 'Invalid API key');
    if (type !== 'application/json') return refuse(response, 400, `content-type ${type}`);
    const command = readCommand(Buffer.concat(chunks).toString('utf8'));
    if (answer !== undefined) return answer(response);
    annotations.push(command);
    organisations.push((request.headers['x-grafana-org-id'] as string | undefined) ?? null);
    json(response, 200, { message: 'Annotation added', id: annotations.length });
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/grafana`,
    annotations,
    organisations,
    refusals,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
