export type RequestKind = 'http' | 'grpc' | 'socket';

/** The metrics that stand for one request each. A WebSocket's only question with one answer is its opening handshake. */
export const REQUESTS: Readonly<Record<string, RequestKind>> = {
  http_req_duration: 'http',
  grpc_req_duration: 'grpc',
  ws_connecting: 'socket',
};

/** By what k6 says of each kind: whether the answer was as expected, gRPC's status code, the status of the handshake. */
export function hasFailed(kind: RequestKind, said: string): boolean {
  switch (kind) {
    case 'http':
      return said === 'false';
    case 'grpc':
      return said !== '0';
    case 'socket':
      return said !== '101';
  }
}
