import { renderCsv } from './csv.ts';
import { renderReport } from './html/report.ts';
import { type NamedResult, renderJunit } from './junit.ts';
import { renderSummary } from './summary.ts';
import { renderTerminal, type TerminalOptions } from './terminal.ts';
import { codeSpan } from './untrusted.ts';

/** How a result can be written down; the endings of names by which each is known. */
export const FORMATS = {
  text: ['txt'],
  html: ['html', 'htm'],
  md: ['md', 'markdown'],
  json: ['json'],
  junit: ['xml'],
  csv: ['csv'],
} as const;

export type Format = keyof typeof FORMATS;

/** Formats that hold one result only. */
export const holdsOne = (format: Format): boolean => format === 'html' || format === 'json';

/** Results in a format, all in one text. */
export function renderAs(
  format: Format,
  results: readonly [NamedResult, ...NamedResult[]],
  options: TerminalOptions,
): string {
  const [{ result: first }] = results;
  switch (format) {
    case 'text':
      return severally(
        results,
        ({ result }) => renderTerminal(result, options),
        ({ name }) => `== ${name} ==`,
      );
    case 'md':
      return severally(
        results,
        ({ result }) => renderSummary(result),
        ({ name }) => `## ${codeSpan(name)}`,
      );
    case 'html':
      return renderReport(first);
    case 'json':
      return `${JSON.stringify(first, null, 2)}\n`;
    case 'junit':
      return renderJunit(results);
    case 'csv':
      return renderCsv(results);
  }
}

/** One text after the other; under headings where there are several. */
function severally(
  results: readonly NamedResult[],
  render: (one: NamedResult) => string,
  heading: (one: NamedResult) => string,
): string {
  const texts = results.map((one) =>
    results.length === 1 ? render(one).trimEnd() : `${heading(one)}\n\n${render(one).trimEnd()}`,
  );
  return `${texts.join('\n\n')}\n`;
}
