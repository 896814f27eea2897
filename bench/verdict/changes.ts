import type { Noise } from './noise.ts';
import { drawBinomial, drawPoisson } from './noise.ts';
import type { Trial } from './trial.ts';
import { blockOf } from './trial.ts';

/** Requests of a side go to the endpoints in turn, so each gets 20 per second of its side's load. */
export const ENDPOINTS = 10;

/** What is truly different in head. `by`: a ratio minus one for latencies, a share for errors. */
export type Change =
  | { readonly kind: 'none' }
  | { readonly kind: 'all'; readonly by: number }
  | { readonly kind: 'one'; readonly by: number }
  /** A share of all requests takes `ms` longer. */
  | { readonly kind: 'tail'; readonly share: number; readonly ms: number }
  /** The slowest `share` of requests takes twice as long: p95 doubles, p50 stays. */
  | { readonly kind: 'slowest doubled'; readonly share: number; readonly endpoints: 'one' | 'all' }
  | { readonly kind: 'errors'; readonly by: number };

/** Applies a change to head's latencies in place. */
export function applyChange(change: Change, trial: Trial, noise: Noise): void {
  const alter = alterationFor(change, trial, noise);
  for (let window = 0; window < trial.windows; window++) {
    const block = blockOf(trial, window, 1);
    for (let i = 0; i < block.length; i++) block[i] = alter(block[i] as number, i % ENDPOINTS);
  }
}

/**
 * Failed requests by window, side and endpoint: independent ones (0.1%) and incidents of about 20 at once,
 * one a minute of each side's own load.
 */
export function drawFailures(change: Change, trial: Trial, windowSeconds: number, noise: Noise): Uint16Array {
  const failures = new Uint16Array(trial.windows * 2 * ENDPOINTS);
  const requests = trial.perSide / ENDPOINTS;
  for (let block = 0; block < trial.windows * 2; block++) {
    const own = failures.subarray(block * ENDPOINTS, (block + 1) * ENDPOINTS);
    const added = block % 2 === 1 && change.kind === 'errors' ? change.by : 0;
    for (let endpoint = 0; endpoint < ENDPOINTS; endpoint++) {
      own[endpoint] = drawBinomial(noise, requests, 0.001) + drawBinomial(noise, requests, added);
    }
    const struck = noise.uniform() < windowSeconds / 2 / 60 ? drawPoisson(noise, 20) : 0;
    for (let i = 0; i < struck; i++) {
      const endpoint = Math.floor(noise.uniform() * ENDPOINTS);
      own[endpoint] = Math.min(requests, (own[endpoint] as number) + 1);
    }
  }
  return failures;
}

type Alteration = (latency: number, endpoint: number) => number;

function alterationFor(change: Change, trial: Trial, noise: Noise): Alteration {
  switch (change.kind) {
    case 'none':
    case 'errors':
      return (latency) => latency;
    case 'all':
      return (latency) => latency * (1 + change.by);
    case 'one':
      return (latency, endpoint) => (endpoint === 0 ? latency * (1 + change.by) : latency);
    case 'tail':
      return (latency) => (noise.uniform() < change.share ? latency + change.ms : latency);
    case 'slowest doubled': {
      const threshold = exceededBy(change.share, trial);
      const last = change.endpoints === 'one' ? 0 : ENDPOINTS - 1;
      return (latency, endpoint) => (endpoint <= last && latency > threshold ? 2 * latency : latency);
    }
  }
}

/** Latency that a share of all head requests exceeds: every endpoint has the same distribution. */
function exceededBy(share: number, trial: Trial): number {
  const head = new Float64Array(trial.windows * trial.perSide);
  for (let window = 0; window < trial.windows; window++) {
    head.set(blockOf(trial, window, 1), window * trial.perSide);
  }
  head.sort();
  return head[Math.floor((1 - share) * head.length)] as number;
}
