const MOST_CHARACTERS = 16_000;

/** Keeps the end of a text of any length in bounded memory. */
export interface Tail {
  add(text: string): void;
  /** The kept end, from the start of a line where it was cut. */
  text(): string;
}

export function createTail(most = MOST_CHARACTERS): Tail {
  let kept = '';
  let cut = false;
  return {
    add(text) {
      kept += text;
      if (kept.length > 2 * most) {
        kept = kept.slice(-most);
        cut = true;
      }
    },
    text() {
      const end = kept.slice(-most);
      if (!cut && end.length === kept.length) return end;
      return `…\n${end.slice(end.indexOf('\n') + 1)}`;
    },
  };
}
