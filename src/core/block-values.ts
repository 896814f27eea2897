import { sortedQuantile } from '../statistics/quantile.ts';
import type { Cells } from './observations.ts';
import type { Bucket } from './request-store.ts';

/** One block of one stream of requests. */
export type BlockValue = { readonly [K in keyof Cells]: Cells[K][number] };

/** Fewer answers than this make no quantile worth pairing. */
const LEAST_ANSWERS = 5;

export const EMPTY_BLOCK: BlockValue = {
  ...{ requests: 0, failed: 0 },
  ...{ p50: null, p90: null, p95: null, p99: null, mean: null },
};

/** Pools buckets into one block. */
export function reduceBuckets(buckets: readonly Bucket[]): BlockValue {
  const requests = sum(buckets.map((bucket) => bucket.requests));
  const failed = sum(buckets.map((bucket) => bucket.failed));
  if (requests - failed < LEAST_ANSWERS) return { ...EMPTY_BLOCK, requests, failed };
  const answers = new Float64Array(requests - failed);
  let place = 0;
  for (const bucket of buckets) {
    const served = bucket.latencies.subarray(0, bucket.requests - bucket.failed);
    answers.set(served, place);
    place += served.length;
  }
  answers.sort();
  return {
    requests,
    failed,
    p50: sortedQuantile(answers, 0.5),
    p90: sortedQuantile(answers, 0.9),
    p95: sortedQuantile(answers, 0.95),
    p99: sortedQuantile(answers, 0.99),
    mean: sum(answers) / answers.length,
  };
}

export const toCells = (blocks: readonly BlockValue[]): Cells => ({
  requests: blocks.map(({ requests }) => requests),
  failed: blocks.map(({ failed }) => failed),
  p50: blocks.map(({ p50 }) => p50),
  p90: blocks.map(({ p90 }) => p90),
  p95: blocks.map(({ p95 }) => p95),
  p99: blocks.map(({ p99 }) => p99),
  mean: blocks.map(({ mean }) => mean),
});

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
