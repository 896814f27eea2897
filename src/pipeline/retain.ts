import { describeHistory } from '../core/baseline/history.ts';
import { chooseKept } from '../core/baseline/retention.ts';
import type { BaselineStore } from '../core/baseline/store.ts';
import { now } from '../system/clock.ts';
import { entriesOf } from './remember.ts';

/** What became of a store that had grown beyond what it may hold. */
export type Retained =
  | { readonly kind: 'all' }
  | { readonly kind: 'thinned'; readonly removed: number; readonly left: number }
  | { readonly kind: 'refused'; readonly reason: string };

/** Once it is full, a tenth goes at a time, so that not every push has to look through all. */
const LEAVES = 0.9;

/** Takes out of the store what is least worth its place, once it holds more than `most` entries. What cannot be read stays. */
export async function retain(store: BaselineStore, most: number): Promise<Retained> {
  const commits = await store.list();
  if (commits.length <= most) return { kind: 'all' };
  const entries = entriesOf(await store.read(commits)).toSorted((a, b) => dateOf(a) - dateOf(b));
  const changePoints = new Set(
    describeHistory(entries).metrics.flatMap(({ changes }) => changes.map(({ commit }) => commit)),
  );
  const kept = chooseKept(entries, { now: now(), changePoints, most: Math.floor(LEAVES * most) });
  const gone = entries.map(({ commit }) => commit).filter((commit) => !kept.has(commit));
  const removal = await store.remove(gone);
  return removal.kind === 'appended'
    ? { kind: 'thinned', removed: gone.length, left: commits.length - gone.length }
    : { kind: 'refused', reason: removal.reason };
}

const dateOf = ({ recordings }: { readonly recordings: readonly { readonly at: number }[] }): number =>
  Math.min(...recordings.map(({ at }) => at));
