import type { Failure } from '../failure.ts';
import type { Reason } from '../judgement.ts';
import type { ComparableRule } from './conditions.ts';
import { compareConditions } from './differences.ts';
import type { Conditions, Recording } from './recording.ts';
import type { Found } from './store.ts';

export interface Query {
  /** First-parent ancestors of the merge base, nearest first, with or without itself at the front. */
  readonly history: readonly string[];
  readonly entries: readonly Found[];
  /** The merge base: the commit whose recording would serve best. */
  readonly wanted: string;
  readonly conditions: Conditions;
  readonly rule: ComparableRule;
  /** Recordings to hold head against, at most 50; more gain nothing (k = 20 to 30 in simulation). */
  readonly most?: number;
}

/** What the store knows that head can be held against. */
export interface Recalled {
  /** Comparable ones, nearest first; where there are none, the nearest of the others, which can still be shown. */
  readonly recordings: readonly Recording[];
  /** Where the first of them stands: commits before the merge base. */
  readonly nearest: { readonly commit: string; readonly distance: number } | null;
  /** Why no verdict can rest on them; null when one can. */
  readonly obstacle: Extract<Reason, { readonly kind: 'no baseline' | 'not comparable' | 'stale' }> | null;
  /** What else the nearest was made under, in words; it decides nothing unless nothing is comparable. */
  readonly differences: readonly string[];
  /** Recordings that were passed over, counted by the first difference that forbids comparing. */
  readonly leftOut: readonly { readonly words: string; readonly recordings: number }[];
  readonly broken: readonly { readonly commit: string; readonly failure: Failure }[];
}

const USUAL = 20;
const MOST = 50;
/** Commits after which a recording says little about where head began. */
const STALE = 50;

interface Placed {
  readonly recording: Recording;
  readonly distance: number;
}

/** Finds the recordings that head can be held against, and says why others cannot serve. */
export function recall(query: Query): Recalled {
  const { entries, conditions, rule, most = USUAL } = query;
  const placed = placeRecordings(query);
  const decisiveOf = ({ recording }: Placed): string[] =>
    compareConditions(conditions, recording.conditions, rule)
      .filter(({ decisive }) => decisive)
      .map(({ words }) => words);
  const judged = placed.map((one) => ({ ...one, decisive: decisiveOf(one) }));
  const comparable = judged.filter(({ decisive }) => decisive.length === 0);
  const others = judged.filter(({ decisive }) => decisive.length > 0);
  const taken = (comparable.length > 0 ? comparable : others).slice(0, Math.min(most, MOST));
  const [first] = taken;
  const all = first === undefined ? [] : compareConditions(conditions, first.recording.conditions, rule);
  return {
    recordings: taken.map(({ recording }) => recording),
    nearest: first === undefined ? null : { commit: first.recording.commit, distance: first.distance },
    obstacle: obstacleIn(first, others[0]?.decisive ?? [], comparable.length),
    differences: all.map(({ words }) => words),
    leftOut: countBy(others.flatMap(({ decisive }) => decisive.slice(0, 1))),
    broken: entries.flatMap((entry) =>
      entry.kind === 'broken' ? [{ commit: entry.commit, failure: entry.failure }] : [],
    ),
  };
}

/** All recordings of ancestors: nearest commits first, the newest of a commit before its older ones. */
function placeRecordings({ history, entries, wanted }: Query): Placed[] {
  const line = history[0] === wanted ? history : [wanted, ...history];
  const distances = new Map(line.map((commit, distance) => [commit, distance]));
  return entries
    .flatMap((found) => (found.kind === 'found' ? found.entry.recordings : []))
    .flatMap((recording) => {
      const distance = distances.get(recording.commit);
      return distance === undefined ? [] : [{ recording, distance }];
    })
    .sort((a, b) => a.distance - b.distance || b.recording.at - a.recording.at);
}

function obstacleIn(
  first: Placed | undefined,
  differences: readonly string[],
  comparable: number,
): Recalled['obstacle'] {
  if (first === undefined) return { kind: 'no baseline' };
  if (comparable === 0) return { kind: 'not comparable', differences };
  return first.distance > STALE ? { kind: 'stale', distance: first.distance, most: STALE } : null;
}

function countBy(words: readonly string[]): Recalled['leftOut'] {
  const counts = new Map<string, number>();
  for (const one of words) counts.set(one, (counts.get(one) ?? 0) + 1);
  return [...counts].map(([one, recordings]) => ({ words: one, recordings }));
}
