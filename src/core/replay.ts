import { createJudge, type JudgePlan } from './judge.ts';
import type { Judgement } from './judgement.ts';
import type { Cells, EndpointBlocks, Observations } from './observations.ts';

/** Replays a finished run look by look: same blocks, same verdict. */
export function judgeAgain(observations: Observations, plan: JudgePlan): Judgement {
  const judge = createJudge(plan);
  const planned = plan.looks.filter((look) => look < observations.windows);
  for (const look of planned) {
    const seen = firstWindows(observations, look);
    if (judge.look(seen).decision !== 'go on') return judge.conclude(seen);
  }
  if (observations.windows > 0) judge.look(observations);
  return judge.conclude(observations);
}

/** What had been observed after `windows` windows. */
export function firstWindows(observations: Observations, windows: number): Observations {
  const mix = cutBlocks(observations.mix, windows);
  const all = totalOf(mix);
  return {
    ...observations,
    windows,
    lost: observations.lost.filter((window) => window < windows),
    mix,
    endpoints: observations.endpoints.map((endpoint) => {
      const cut = cutBlocks(endpoint, windows);
      return { ...cut, share: all > 0 ? totalOf(cut) / all : 0 };
    }),
    gauges: observations.gauges.map(({ values, of, ...gauge }) => ({
      ...gauge,
      values: values.map((side) => side.slice(0, windows)),
      ...(of === undefined ? {} : { of: of.map((side) => side.slice(0, windows)) }),
    })),
    // Peaks are known when a start ends, which blocks do not tell: only the whole run has them.
    peakMemory: windows < observations.windows ? observations.sides.map(() => []) : observations.peakMemory,
  };
}

function cutBlocks(blocks: EndpointBlocks, windows: number): EndpointBlocks {
  const count = Math.floor(windows / blocks.span);
  const cut = (cells: Cells): Cells => ({
    requests: cells.requests.slice(0, count),
    failed: cells.failed.slice(0, count),
    p50: cells.p50.slice(0, count),
    p90: cells.p90.slice(0, count),
    p95: cells.p95.slice(0, count),
    p99: cells.p99.slice(0, count),
    mean: cells.mean.slice(0, count),
  });
  return { ...blocks, cells: blocks.cells.map(cut) };
}

const totalOf = ({ cells }: EndpointBlocks): number =>
  cells.flatMap(({ requests }) => requests).reduce((sum, count) => sum + count, 0);
