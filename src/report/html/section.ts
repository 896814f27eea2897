import type { History } from '../../core/baseline/history.ts';
import type { Result } from '../../core/result.ts';
import { html, type Markup, type Piece } from './markup.ts';

/** What a report may be given beside the result. */
export interface ReportOptions {
  /** What was recorded of the default branch; left out, what the result says of it. */
  readonly history?: History;
}

/** A part of the page; null where the result has nothing for it. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: Markup;
}

export type WriteSection = (result: Result, options: ReportOptions) => Section | null;

export const renderSection = ({ id, title, body }: Section): Markup =>
  html`<section id="${id}"><h2>${title}</h2>${body}</section>`;

/** Links to the sections, in their order. */
export const renderContents = (sections: readonly Section[]): Piece =>
  html`<nav aria-label="Parts of this report">${sections.map(({ id, title }) => html`<a href="#${id}">${title}</a>`)}</nav>`;
