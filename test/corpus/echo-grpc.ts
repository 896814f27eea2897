import type { IncomingHttpHeaders, ServerHttp2Stream } from 'node:http2';

const [OK, PERMISSION_DENIED] = ['0', '7'];
/** A message without fields, which every message type can be read from. */
const EMPTY = Buffer.alloc(5);
/** grpc.health.v1.HealthCheckResponse { status: SERVING }. */
const SERVING = Buffer.from([0, 0, 0, 0, 2, 0x08, 1]);

/** One message for whatever was asked, once the asker has said all: enough for unary calls and for streams in one direction. */
export function answerCall(
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
  isAdmitted: boolean,
): void {
  stream.on('error', () => stream.close());
  stream.resume();
  stream.once('end', () => {
    if (stream.destroyed) return;
    const status = isAdmitted ? OK : PERMISSION_DENIED;
    stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
    stream.once('wantTrailers', () => stream.sendTrailers({ 'grpc-status': status }));
    const path = String(headers[':path']);
    stream.end(isAdmitted ? (path.startsWith('/grpc.health.') ? SERVING : EMPTY) : undefined);
  });
}
