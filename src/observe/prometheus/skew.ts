import { now } from '../../system/clock.ts';
import type { PrometheusClient } from './client.ts';

/** How far the server's clock is ahead of ours, ms, and how wrong that may be. */
export interface Skew {
  readonly aheadMs: number;
  readonly uncertainMs: number;
}

const TRIES = 5;

/**
 * Asks for the server's time a few times and keeps the quickest answer: the server read its clock at some moment between question
 * and answer, so half of that time is the most by which the middle can be wrong (Cristian 1989). Null without an answer.
 */
export async function measureSkew(client: Pick<PrometheusClient, 'now'>): Promise<Skew | null> {
  let best: Skew | null = null;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const asked = now();
    const answer = await client.now('time()');
    const answered = now();
    const time = answer.kind === 'curves' ? answer.curves[0]?.points[0]?.at : undefined;
    if (time === undefined) return best;
    // Both clocks count whole milliseconds.
    const uncertainMs = (answered - asked) / 2 + 1;
    if (best === null || uncertainMs < best.uncertainMs)
      best = { aheadMs: time - (asked + answered) / 2, uncertainMs };
  }
  return best;
}
