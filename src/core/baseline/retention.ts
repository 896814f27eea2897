import type { Entry } from './store.ts';

export interface Retention {
  /** Epoch ms. */
  readonly now: number;
  /** Commits at which a metric changed for good. */
  readonly changePoints: ReadonlySet<string>;
  /** Entries kept at most. */
  readonly most: number;
}

const DAY_MS = 86_400_000;
/** How far back every entry is kept: no pull request is that old. */
const RECENT_MS = 90 * DAY_MS;
const WEEK_MS = 7 * DAY_MS;

/**
 * Commits whose entries are worth keeping: all of the last 90 days, every release and change point, and one of each week that
 * has none of these. Where that is more than may be kept, landmarks give way to what is recent only once they take half the
 * places, and weeks give way to both; of a kind the latest stay.
 */
export function chooseKept(
  history: readonly Entry[],
  { now, changePoints, most }: Retention,
): ReadonlySet<string> {
  const dated = history.map(dateEntry).toSorted((a, b) => b.at - a.at);
  const landmarks = dated.filter(({ commit, isRelease }) => isRelease || changePoints.has(commit));
  const recent = dated.filter(({ at }) => at > now - RECENT_MS);
  const first = landmarks.slice(0, Math.ceil(most / 2));
  const weekly = firstOfWeeks(dated, new Set([...landmarks, ...recent].map(({ at }) => weekOf(at))));
  const wanted = [...first, ...recent, ...landmarks, ...weekly].map(({ commit }) => commit);
  return new Set([...new Set(wanted)].slice(0, most));
}

interface Dated {
  readonly commit: string;
  /** When it was first recorded, epoch ms. */
  readonly at: number;
  readonly isRelease: boolean;
}

const dateEntry = ({ commit, recordings }: Entry): Dated => ({
  commit,
  at: Math.min(...recordings.map(({ at }) => at)),
  isRelease: recordings.some(({ release }) => release !== null),
});

const weekOf = (at: number): number => Math.floor(at / WEEK_MS);

/** The first of each week, whatever day today is: what was kept once stays kept. */
function firstOfWeeks(latestFirst: readonly Dated[], taken: ReadonlySet<number>): readonly Dated[] {
  const weeks = new Map<number, Dated>();
  for (const entry of latestFirst) if (!taken.has(weekOf(entry.at))) weeks.set(weekOf(entry.at), entry);
  return [...weeks.values()];
}
