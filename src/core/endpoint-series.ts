import { type Evidence, gridOf, LEAST_SHARE } from './evidence.ts';
import { errorSeries, type Latency, latencySeries, requestsOf, type Stream } from './latency-series.ts';
import type { EndpointBlocks } from './observations.ts';
import { marginFor, type Policy } from './policy.ts';
import type { Series } from './series.ts';

/** Mean requests per block and side below which a block's p95 is an upper order statistic of next to nothing. */
const LEAST_REQUESTS = 10;
/** Pairs that the whole budget must bring before anything is claimed about an endpoint. */
const LEAST_PROJECTED_PAIRS = 12;

/** Compared for every endpoint; the others only where a margin is set for them. */
const ALWAYS: readonly Latency[] = ['p50', 'p95'];
const ON_REQUEST: readonly Latency[] = ['p90', 'p99', 'mean'];

export function endpointSeries(blocks: EndpointBlocks, evidence: Evidence): Series[] {
  const stream: Stream = {
    blocks,
    endpoint: blocks.name,
    grid: gridOf(blocks, evidence),
    policy: evidence.policy,
    role: roleOf(blocks, evidence.windowsMost),
  };
  return [
    ...ALWAYS.map((metric) => latencySeries(stream, metric)),
    ...ON_REQUEST.filter((metric) => hasMargin(evidence.policy, metric, blocks.name)).map((metric) =>
      latencySeries(stream, metric),
    ),
    errorSeries(stream),
  ];
}

const hasMargin = (policy: Policy, metric: string, endpoint: string): boolean =>
  marginFor(policy.margins, metric, endpoint) !== null;

/** Which role an endpoint has follows from the traffic of both sides together, never from how they differ. */
function roleOf(blocks: EndpointBlocks, windowsMost: number): Series['role'] {
  const [base, head] = requestsOf(blocks);
  if (base === 0 || head === 0) return 'shown';
  if (blocks.share < LEAST_SHARE) return 'shown';
  const count = Math.max(1, blocks.cells[0]?.requests.length ?? 0);
  if ((base + head) / 2 / count < LEAST_REQUESTS) return 'sparse';
  return Math.floor(windowsMost / blocks.span) < LEAST_PROJECTED_PAIRS ? 'sparse' : 'endpoint';
}
