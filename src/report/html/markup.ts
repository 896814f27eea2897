/** HTML that was put together here: everything that went into it is escaped or was markup before. */
export interface Markup {
  readonly markup: string;
}

export type Piece = string | number | Markup | null | readonly Piece[];

/** The one way to HTML: strings are text and become escaped, whatever they hold. */
export function html(parts: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  let markup = parts[0] ?? '';
  for (let at = 0; at < pieces.length; at++) markup += write(pieces[at] ?? null) + (parts[at + 1] ?? '');
  return { markup };
}

export const NO_MARKUP: Markup = { markup: '' };

function write(piece: Piece): string {
  if (piece === null) return '';
  if (typeof piece === 'string') return escapeText(piece);
  if (typeof piece === 'number') return `${piece}`;
  if (isList(piece)) return piece.map(write).join('');
  return piece.markup;
}

const isList = (piece: Markup | readonly Piece[]): piece is readonly Piece[] => Array.isArray(piece);

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Safe between tags and in quoted attributes. */
export const escapeText = (text: string): string =>
  text.replace(/[&<>"']/gu, (character) => ENTITIES[character] ?? character);
