/** What went wrong with a source, told as one warning however often it happened. */
export interface Complaints {
  add(sentence: string): void;
  warnings(): string[];
}

/** A warning is cut by those who pass it on; the first sentences matter most. */
const MOST_SENTENCES = 4;

export function createComplaints(source: string): Complaints {
  const sentences = new Set<string>();
  return {
    add: (sentence) => void sentences.add(sentence),
    warnings() {
      if (sentences.size === 0) return [];
      const told = [...sentences].slice(0, MOST_SENTENCES);
      const more = sentences.size - told.length;
      return [
        `${source}: ${told.join('; ')}${more > 0 ? `; and ${more} more` : ''}. Rows without values are left out.`,
      ];
    },
  };
}
