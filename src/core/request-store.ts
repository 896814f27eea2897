/** Further endpoints of a script are told apart no more. */
const MOST_ENDPOINTS = 200;
const OTHER = 'other';
const FIRST_CAPACITY = 16;

/** Requests of one endpoint on one side in one window. */
export interface Bucket {
  requests: number;
  failed: number;
  /** Milliseconds of the requests that did not fail, in the first `requests - failed` places. */
  latencies: Float64Array;
}

/** Every latency of a run, eight bytes each, so that late answers still count when a window is reduced again. */
export interface RequestStore {
  readonly endpoints: readonly string[];
  add(window: number, side: number, request: { endpoint: string; durationMs: number; failed: boolean }): void;
  bucket(window: number, side: number, endpoint: number): Bucket | undefined;
  /** Requests of all endpoints. */
  requests(window: number, side: number): number;
}

export function createRequestStore(sides: number, windows: number): RequestStore {
  const endpoints: string[] = [];
  const numbers = new Map<string, number>();
  const buckets: (Bucket | undefined)[][] = Array.from({ length: sides * windows }, () => []);
  const totals = new Uint32Array(sides * windows);
  const numberOf = (endpoint: string): number => {
    const known = numbers.get(endpoint);
    if (known !== undefined) return known;
    const isFull = endpoints.length >= MOST_ENDPOINTS - 1;
    if (isFull && endpoint !== OTHER) return numberOf(OTHER);
    numbers.set(endpoint, endpoints.length);
    return endpoints.push(endpoint) - 1;
  };
  return {
    endpoints,
    add(window, side, { endpoint, durationMs, failed }) {
      const place = window * sides + side;
      const row = buckets[place];
      if (row === undefined || side >= sides) return;
      const number = numberOf(endpoint);
      const bucket = row[number] ?? { requests: 0, failed: 0, latencies: new Float64Array(FIRST_CAPACITY) };
      row[number] = bucket;
      totals[place] = (totals[place] as number) + 1;
      addTo(bucket, durationMs, failed);
    },
    bucket: (window, side, endpoint) => buckets[window * sides + side]?.[endpoint],
    requests: (window, side) => totals[window * sides + side] ?? 0,
  };
}

/** Latencies of requests that did not fail, by endpoint, a piece for each counted window. */
export function latenciesOf(
  store: RequestStore,
  { side, windows, lost }: { side: number; windows: number; lost: ReadonlySet<number> },
): Map<string, Float64Array[]> {
  const kept = Array.from({ length: windows }, (_, window) => window).filter((window) => !lost.has(window));
  return new Map(
    store.endpoints.map((name, endpoint) => [
      name,
      kept.flatMap((window) => {
        const bucket = store.bucket(window, side, endpoint);
        return bucket === undefined ? [] : bucket.latencies.subarray(0, bucket.requests - bucket.failed);
      }),
    ]),
  );
}

function addTo(bucket: Bucket, durationMs: number, failed: boolean): void {
  bucket.requests++;
  // A request without a duration has not been answered.
  if (failed || !Number.isFinite(durationMs)) {
    bucket.failed++;
    return;
  }
  const place = bucket.requests - bucket.failed - 1;
  if (place === bucket.latencies.length) {
    const larger = new Float64Array(2 * place);
    larger.set(bucket.latencies);
    bucket.latencies = larger;
  }
  bucket.latencies[place] = durationMs;
}
