import type { Judgement } from '../judgement.ts';
import type { EndpointBlocks, Observations } from '../observations.ts';

/** Endpoints that only one run has, as far as they had a part in it worth speaking of. */
export interface OneSided {
  readonly gone: readonly string[];
  readonly added: readonly string[];
}

/** As with recordings: those near the least that is judged come and go. */
const MISSED_SHARE = 0.02;

export function findOneSided({ endpoints, mix }: Observations): OneSided {
  const on = (blocks: EndpointBlocks, side: 0 | 1): number =>
    (blocks.cells[side]?.requests ?? []).reduce((sum, requests) => sum + requests, 0);
  const isMissed = (blocks: EndpointBlocks, there: 0 | 1): boolean =>
    on(blocks, there) >= MISSED_SHARE * on(mix, there) && on(blocks, there === 0 ? 1 : 0) === 0;
  const namesOf = (there: 0 | 1): string[] =>
    endpoints.filter((blocks) => isMissed(blocks, there)).map(({ name }) => name);
  return { gone: namesOf(0), added: namesOf(1) };
}

/** What head was not asked cannot pass. */
export function doubtGone(judgement: Judgement, { gone }: OneSided): Judgement {
  if (judgement.verdict !== 'pass' || gone.length === 0) return judgement;
  const missing = gone.map((endpoint) => ({ metric: 'p50', endpoint }));
  return { ...judgement, verdict: 'inconclusive', reason: { kind: 'missing metric', missing } };
}
