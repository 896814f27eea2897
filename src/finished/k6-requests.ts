import { endpointName } from '../core/endpoint-name.ts';

/** The two kinds of request that k6 times from the first byte to the last. */
export type K6Request = 'http' | 'grpc';

/** By what k6 says of each: whether the answer was as expected, or gRPC's status code. Without either, what was answered. */
export function isK6Failure(
  kind: K6Request,
  { expected, status }: { expected: string; status: string },
): boolean {
  if (kind === 'grpc') return status !== '0' && status !== '';
  if (expected !== '') return expected === 'false';
  return status === '0' || Number(status) >= 400;
}

/** Endpoints as in a run of our own, so that a recorded run and a live one name them alike. */
export function createK6Names(): (method: string, name: string) => string {
  const known = new Map<string, string>();
  return (method, name) => {
    const key = `${method} ${name}`;
    const seen = known.get(key);
    if (seen !== undefined) return seen;
    if (known.size >= MOST_KNOWN) known.clear();
    const endpoint = endpointName(method, name);
    known.set(key, endpoint);
    return endpoint;
  };
}
const MOST_KNOWN = 5000;
