/** Java makes all threads beforehand, each with its own copy of the plan; more than these only wait for memory. */
const MOST_THREADS = 400;

/** Users of each load group, `most` in all. Half of them go by share, half evenly, so that a small group can still wait for slow answers. */
export function planThreads(most: number, weights: readonly number[]): number[] {
  const all = Math.min(most, MOST_THREADS);
  return weights.map((weight) => Math.max(1, Math.ceil((all * (weight + 1 / weights.length)) / 2)));
}
