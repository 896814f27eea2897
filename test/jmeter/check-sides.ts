import assert from 'node:assert/strict';
import { loadedWindows, type Ran } from './load-plan.ts';

/** Connections and threads take a while after a change of side, at most about a slot on a machine that others use, too; ms. */
const LATE_MS = 190;

/** Each side had its share of the load in its own slots, every sample of it was counted, and nobody called at the wrong door. */
export function checkSides(ran: Ran, seconds: number, silent: readonly string[] = []): string {
  const { echoes, recording } = ran;
  assert.equal(recording.strays.size, 0, `requests went to ${[...recording.strays.keys()].join(', ')}`);
  for (const [side, { arrivals, strangers }] of echoes.entries()) {
    const [stranger] = strangers;
    assert.equal(
      stranger,
      undefined,
      `${strangers.length} requests of others at side ${side}: ${JSON.stringify(stranger)}`,
    );
    const samples = recording.requests.filter(
      (request) => request.side === side && !silent.includes(request.endpoint),
    ).length;
    assert.ok(samples > seconds, `side ${side}: ${samples} samples in ${seconds} s`);
    assert.ok(samples <= arrivals.length, `side ${side}: ${samples} samples of ${arrivals.length} requests`);
    const share = misplaced(ran, side);
    assert.ok(
      share < 0.05,
      `side ${side}: ${(100 * share).toFixed(1)}% of its requests in the other's slots`,
    );
  }
  const windows = loadedWindows(recording).slice(1, -1);
  const begun = windows.reduce((sum, window) => sum + begunIn(ran, 0, window) + begunIn(ran, 1, window), 0);
  const owed = (ran.rate * windows.length * ran.leg.windowMs) / 1000;
  assert.ok(
    begun > 0.7 * owed && begun < 1.15 * owed,
    `${begun} iterations in ${windows.length} windows, expected about ${owed}`,
  );
  const [base, head] = echoes.map(({ arrivals }) => arrivals.length);
  return `${base} and ${head} requests, each at its side`;
}

const begunIn = ({ recording }: Ran, side: number, window: number): number =>
  recording.begunIn.get(`${side}/${window}`) ?? 0;

/** Share of a side's requests that arrived while neither the current slot nor the one a moment before was its own. */
function misplaced({ echoes, leg, startAt }: Ran, side: number): number {
  const sideAt = (at: number): number | undefined => leg.deal[Math.floor((at - startAt) / leg.slotMs)];
  const during = (echoes[side]?.arrivals ?? []).filter(
    ({ at }) => sideAt(at) !== undefined && sideAt(at - LATE_MS) !== undefined,
  );
  const lost = during.filter(({ at }) => sideAt(at) !== side && sideAt(at - LATE_MS) !== side);
  return lost.length / during.length;
}
