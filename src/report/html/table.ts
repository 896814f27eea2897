import { html, type Markup, type Piece } from './markup.ts';

export interface Column {
  readonly title: string;
  /** Numbers line up at the right. */
  readonly isNumber?: boolean;
}

export interface Table {
  /** What a screen reader calls it. */
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Piece[])[];
  /** Of a cell's row: what stands out. */
  readonly isStrong?: (row: number) => boolean;
}

/** A table that scrolls by itself where the page is too narrow. Tags that HTML closes itself are left open: rows are many. */
export function renderTable({ name, columns, rows, isStrong }: Table): Markup {
  const head = columns.map(({ title, isNumber }) =>
    title === '' ? html`<td>` : html`<th scope="col"${isNumber === true ? CLASS_NUMBER : ''}>${title}`,
  );
  const body = rows.map((row, at) => [
    isStrong?.(at) === true ? html`<tr class="strong">` : html`<tr>`,
    row.map((cell, place) =>
      place === 0
        ? html`<th scope="row">${cell}`
        : columns[place]?.isNumber === true
          ? html`<td class="n">${cell}`
          : html`<td>${cell}`,
    ),
  ]);
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${name}"><table><thead><tr>${head}</thead><tbody>${body}</tbody></table></div>`;
}

const CLASS_NUMBER = html` class="n"`;

/** A table that stays folded away until someone asks for the numbers. */
export const foldedTable = (table: Table, title = 'The numbers'): Markup =>
  html`<details><summary>${title}</summary>${renderTable(table)}</details>`;
