/** Further apart than this, a suggestion confuses more than it helps. */
const MOST_EDITS = 3;
const LONGEST_NAME = 40;

/** The known name that a mistyped one probably meant, or null. */
export function suggestName(received: string, known: readonly string[]): string | null {
  if (received.length > LONGEST_NAME) return null;
  const name = received.toLowerCase().replaceAll('_', '-');
  const [best] = known
    .map((candidate) => ({ candidate, edits: countEdits(name, candidate.toLowerCase()) }))
    .filter(({ candidate, edits }) => edits <= MOST_EDITS && edits < Math.max(2, candidate.length / 2))
    .sort((a, b) => a.edits - b.edits);
  return best?.candidate ?? null;
}

/** The end of a sentence about an unknown name. */
export function didYouMean(received: string, known: readonly string[], prefix = ''): string {
  const name = suggestName(received, known);
  return name === null ? '' : `; did you mean ${prefix}${name}?`;
}

/** Levenshtein distance, one row at a time. */
function countEdits(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(replaced, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    previous = row;
  }
  return previous[b.length] ?? 0;
}
