import { failsOften, type Latency, requestsOf } from '../latency-series.ts';
import type { Cells, EndpointBlocks } from '../observations.ts';
import { chooseStrata, type Percentile, type Strata, stratify, toLog } from '../strata.ts';
import { type LevelScope, logLevel } from './log-level.ts';
import type { Level } from './recording.ts';
import { shareLevel } from './share-level.ts';

/** Where requests were measured: an endpoint by its name, or the mix of all. Blocks are those of one side alone. */
interface Stream {
  readonly blocks: EndpointBlocks;
  readonly endpoint: string | null;
}

/** Latencies and errors of the run. */
export function runLevels(
  mix: EndpointBlocks,
  endpoints: readonly EndpointBlocks[],
  scope: LevelScope,
): (Level | null)[] {
  const stream = { blocks: mix, endpoint: null };
  const strata = chooseStrata(endpoints.filter((endpoint) => !failsOften(endpoint)));
  return [
    ...(['p50', 'p90', 'p95'] as const).map((metric) =>
      strata === null ? latencyLevel(stream, metric, scope) : stratifiedLevel(mix, { strata, metric, scope }),
    ),
    latencyLevel(stream, 'p99', scope),
    latencyLevel(stream, 'mean', scope),
    errorLevel(stream, scope),
  ];
}

export function endpointLevels(blocks: EndpointBlocks, scope: LevelScope): (Level | null)[] {
  const stream = { blocks, endpoint: blocks.name };
  return [latencyLevel(stream, 'p50', scope), latencyLevel(stream, 'p95', scope), errorLevel(stream, scope)];
}

/** Averaged over endpoints as the judge of two sides does it, so that a change in the mix of requests is no change in speed. */
function stratifiedLevel(
  mix: EndpointBlocks,
  of: { readonly strata: Strata; readonly metric: Percentile; readonly scope: LevelScope },
): Level | null {
  const { strata, metric, scope } = of;
  const { head } = stratify(strata, metric);
  const own = { metric, endpoint: null, unit: 'ms', requests: requestsOf(mix)[0] } as const;
  return logLevel({ ...own, span: strata.span, logs: head }, scope);
}

function latencyLevel({ blocks, endpoint }: Stream, metric: Latency, scope: LevelScope): Level | null {
  const own = { metric, endpoint, unit: 'ms', requests: requestsOf(blocks)[0] } as const;
  const logs = (blocks.cells[0]?.[metric] ?? []).map(toLog);
  return logLevel({ ...own, span: blocks.span, logs }, scope);
}

function errorLevel({ blocks, endpoint }: Stream, { lost }: LevelScope): Level | null {
  const { requests = [], failed = [] }: Partial<Cells> = blocks.cells[0] ?? {};
  return shareLevel(
    { metric: 'errors', endpoint, events: failed, trials: requests, span: blocks.span },
    lost,
  );
}
