import { type BlockValue, EMPTY_BLOCK, reduceBuckets, toCells } from './block-values.ts';
import type { EndpointBlocks } from './observations.ts';
import type { RequestStore } from './request-store.ts';

/** Mean requests per block and side that a block should hold. */
const WANTED = 10;
/** From this many windows on, the length of a stream's blocks stays as it is, so that a replay sees the same blocks. */
const SETTLED_WINDOWS = 12;
const SPANS = [1, 2, 4] as const;

export interface ReducedRequests {
  readonly mix: EndpointBlocks;
  readonly endpoints: readonly EndpointBlocks[];
}

/** Which windows to reduce. `unserved`: requests that a side owes beside those it answered, counted as failed in the mix. */
export interface Scope {
  readonly windows: number;
  readonly lost: ReadonlySet<number>;
  unserved(window: number, side: number): number;
}

/** An endpoint, or all of them together. */
interface Stream {
  readonly id: number;
  readonly name: string;
  /** Endpoint numbers in the store. */
  readonly members: readonly number[];
}

const MIX = -1;

/** Reduces a store as often as asked; blocks that got nothing new since are not reduced again. */
export function createReduction(store: RequestStore, sides: number): (scope: Scope) => ReducedRequests {
  const known = new Map<string, BlockValue>();
  const spans = new Map<number, EndpointBlocks['span']>();

  const reduceOnce = ({ id, members }: Stream, side: number, windows: readonly number[]): BlockValue => {
    const key = `${id}/${side}/${windows.join()}`;
    const buckets = windows.flatMap((window) =>
      members.flatMap((endpoint) => store.bucket(window, side, endpoint) ?? []),
    );
    const before = known.get(key);
    if (before?.requests === buckets.reduce((sum, { requests }) => sum + requests, 0)) return before;
    const block = reduceBuckets(buckets);
    known.set(key, block);
    return block;
  };

  /** The shortest blocks that hold enough on average over both sides: never a matter of which side is which. */
  const spanOf = (id: number, requests: number, windows: number): EndpointBlocks['span'] => {
    const perWindow = requests / sides / Math.max(1, windows);
    const span = spans.get(id) ?? SPANS.find((each) => each * perWindow >= WANTED) ?? 4;
    if (windows >= SETTLED_WINDOWS) spans.set(id, span);
    return span;
  };

  return ({ windows, lost, unserved }) => {
    const kept = rangeOf(0, windows).filter((window) => !lost.has(window));
    const requestsOf = ({ members }: Stream): number => {
      let requests = 0;
      for (const window of kept) {
        for (const endpoint of members) {
          for (let side = 0; side < sides; side++)
            requests += store.bucket(window, side, endpoint)?.requests ?? 0;
        }
      }
      return requests;
    };
    const blockOf = (stream: Stream, side: number, own: readonly number[]): BlockValue => {
      if (own.length === 0) return EMPTY_BLOCK;
      const block = reduceOnce(stream, side, own);
      if (stream.id !== MIX) return block;
      const owed = own.reduce((sum, window) => sum + unserved(window, side), 0);
      return { ...block, requests: block.requests + owed, failed: block.failed + owed };
    };

    const mix: Stream = { id: MIX, name: '', members: [...store.endpoints.keys()] };
    const total = requestsOf(mix);
    const reduce = (stream: Stream): EndpointBlocks => {
      const requests = requestsOf(stream);
      const span = spanOf(stream.id, requests, kept.length);
      const blocks = rangeOf(0, Math.floor(windows / span)).map((block) =>
        rangeOf(block * span, (block + 1) * span).filter((window) => !lost.has(window)),
      );
      return {
        name: stream.name,
        span,
        share: total > 0 ? requests / total : 0,
        cells: rangeOf(0, sides).map((side) => toCells(blocks.map((own) => blockOf(stream, side, own)))),
      };
    };
    const endpoints = store.endpoints.map((name, id) => reduce({ id, name, members: [id] }));
    return { mix: reduce(mix), endpoints: endpoints.filter(({ share }) => share > 0) };
  };
}

const rangeOf = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);
