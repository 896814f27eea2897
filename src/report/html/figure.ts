import { html, type Markup, type Piece } from './markup.ts';
import { type Drawing, renderPicture, type Size } from './picture.ts';
import { foldedTable, type Table } from './table.ts';

export interface Figure {
  readonly title: Piece;
  /** What is shown and how to read it. */
  readonly note?: Piece;
  readonly legend?: Markup;
  /** What a screen reader says of the picture. */
  readonly alt: string;
  readonly draw: (size: Size) => Drawing;
  /** The numbers in the picture; a spot of the picture names a row of it. */
  readonly table: Table;
  /** Shares its time with others: pointing at a window points at it in all of them. */
  readonly isTimed?: boolean;
}

/** A picture with its title, and the same numbers as a table under it. */
export function renderFigure({ title, note, legend, alt, draw, table, isTimed }: Figure): Markup {
  return html`<figure${isTimed === true ? TIMED : null}><figcaption><b>${title}</b>${note === undefined ? null : html` <span>${note}</span>`}</figcaption>${legend ?? null}${renderPicture(alt, draw)}${foldedTable(table)}</figure>`;
}

const TIMED = html` class="timed"`;
