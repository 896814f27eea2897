/**
 * The one way for text that a pull request can choose (names of endpoints, checks, files, branches) into a report.
 * Markdown only ever gets it inside a code span: entities and backslashes do not stop every autolink, code spans do.
 */

/** Characters shown of a name, in code points. */
const MOST_CHARACTERS = 120;
/** cmark reads no fence longer than 80 backticks as one; a run this long is no name. */
const LONG_FENCE = /`{17,}/gu;
/** Controls, format characters (bidi, zero width, tags), lone surrogates, separators, noncharacters, and what else shows as nothing. */
const UNSEEN =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;

/**
 * A name as it may be shown: one line, nothing invisible, bounded. Where something was replaced or cut, a hash of the whole
 * name follows, so that two names never look the same for that reason.
 */
export function visibleName(name: string): string {
  const seen = name.replace(UNSEEN, '\ufffd').replace(LONG_FENCE, '\ufffd');
  const points = Array.from(seen);
  const shown = points.slice(0, MOST_CHARACTERS).join('');
  if (shown.trim() === '') return `(blank) ${shortHash(name)}`;
  if (shown === name) return name;
  return `${shown}${points.length > MOST_CHARACTERS ? '…' : ''} ${shortHash(name)}`;
}

/** A name as a code span for running text. */
export function codeSpan(name: string): string {
  const shown = visibleName(name);
  const runs = shown.match(/`+/gu) ?? [];
  const fence = '`'.repeat(Math.max(0, ...runs.map((run) => run.length)) + 1);
  return `${fence} ${shown} ${fence}`;
}

/** A name as a code span for a table cell, where a bare pipe would end the cell even inside code. */
export const codeCell = (name: string): string => codeSpan(name).replaceAll('|', '\\|');

/** An address that can stand in a Markdown link as it is: nothing in it ends the link. */
export const isPlainAddress = (url: string): boolean => /^https?:\/\/[\w.~:/?#@!$&*+,;=%-]+$/u.test(url);

/** Words that neither Markdown nor GitHub reads anything into. */
const PROSE =
  /^[("]?\p{L}+(?:['’-]\p{L}+)*[)"]?[.,;:?!]?$|^[(]?[a-z]\d{1,2}[)]?[.,;:]?$|^[(]?[+−]?\d{1,6}(?:\.\d{1,6})?%?[)]?[.,;:]?$|^[±·×–−=]$/u;
/** What begins a list or a heading when it begins a line. */
const MAKES_A_BLOCK = /^(?:\d+[.)]|[^\p{L}\d].*)$/u;

/** A sentence that may quote names: plain words stay, every stretch that could be read as markup becomes a code span. */
export function prose(sentence: string): string {
  const words = sentence.split(/ +/u).filter((word) => word !== '');
  const pieces: { text: string; safe: boolean }[] = [];
  for (const [index, word] of words.entries()) {
    const safe = PROSE.test(word) && !(index === 0 && MAKES_A_BLOCK.test(word));
    const last = pieces.at(-1);
    if (last !== undefined && last.safe === safe) last.text += ` ${word}`;
    else pieces.push({ text: word, safe });
  }
  return pieces.map((piece) => (piece.safe ? piece.text : codeSpan(piece.text))).join(' ');
}

/** Six hex digits of FNV-1a over UTF-16 code units: tells names apart, protects nothing. */
function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return `#${(hash >>> 0).toString(16).padStart(8, '0').slice(0, 6)}`;
}
