import type { Result } from '../../core/result.ts';
import { html } from './markup.ts';
import { renderPage } from './page.ts';
import { type ReportOptions, renderContents, renderSection } from './section.ts';
import { SECTIONS } from './sections.ts';
import { renderVerdict, titleOf } from './verdict-section.ts';

/** A result as one page that is whole in itself: pictures, the numbers under them, and how they came about. */
export function renderReport(result: Result, options: ReportOptions = {}): string {
  const sections = SECTIONS.flatMap((write) => write(result, options) ?? []);
  const body = html`<main>
${renderVerdict(result)}
${renderContents(sections)}
${sections.map(renderSection)}
</main>`;
  return renderPage(`Plimsoll: ${titleOf(result)}`, body);
}
