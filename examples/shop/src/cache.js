const MOST_KEPT = 1000;

/** Keeps answers for `ttl` seconds, the latest of them; with 0 none. */
export function createCache({ ttl }) {
  const kept = new Map();

  return {
    async get(key, make) {
      if (ttl <= 0) return make();
      const known = kept.get(key);
      if (known !== undefined && known.until > performance.now()) return known.answer;
      const answer = await make();
      kept.delete(key);
      kept.set(key, { answer, until: performance.now() + 1000 * ttl });
      if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value);
      return answer;
    },
  };
}
