import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';

/** RFC 6455, section 1.3. */
const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const [TEXT, BINARY, CLOSE, PING, PONG] = [0x1, 0x2, 0x8, 0x9, 0xa];

/** Accepts a WebSocket and sends back what it hears. */
export function answerSocket(request: IncomingMessage, socket: Socket): void {
  const key = String(request.headers['sec-websocket-key'] ?? '');
  const accept = createHash('sha1')
    .update(key + GUID)
    .digest('base64');
  const [protocol] = String(request.headers['sec-websocket-protocol'] ?? '').split(/,\s*/);
  const chosen = protocol === '' ? '' : `Sec-WebSocket-Protocol: ${protocol}\r\n`;
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n${chosen}\r\n`,
  );
  let rest: Buffer = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    for (let frame = readFrame(rest); frame !== null; frame = readFrame(rest)) {
      rest = rest.subarray(frame.size);
      if (frame.kind === TEXT || frame.kind === BINARY) socket.write(writeFrame(frame.kind, frame.payload));
      if (frame.kind === PING) socket.write(writeFrame(PONG, frame.payload));
      if (frame.kind === CLOSE) socket.end(writeFrame(CLOSE, frame.payload));
    }
  });
}

/** A whole frame at the head of the bytes; null when more is to come. Frames of clients are masked. */
function readFrame(bytes: Buffer): { kind: number; payload: Buffer; size: number } | null {
  if (bytes.length < 2) return null;
  const short = bytes.readUInt8(1) & 0x7f;
  const extended = short === 126 ? 2 : short === 127 ? 8 : 0;
  const start = 2 + extended + 4;
  if (bytes.length < start) return null;
  const length =
    extended === 0 ? short : extended === 2 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  if (bytes.length < start + length) return null;
  const mask = bytes.subarray(start - 4, start);
  const payload = Buffer.from(bytes.subarray(start, start + length));
  for (let i = 0; i < length; i++) payload[i] = (payload[i] as number) ^ (mask[i % 4] as number);
  return { kind: bytes.readUInt8(0) & 0x0f, payload, size: start + length };
}

function writeFrame(kind: number, payload: Buffer): Buffer {
  const head =
    payload.length < 126
      ? Buffer.from([0x80 | kind, payload.length])
      : Buffer.from([0x80 | kind, 126, payload.length >> 8, payload.length & 0xff]);
  return Buffer.concat([head, payload]);
}
