import { markdownTable } from 'markdown-table';
import type { Finding } from './claim.ts';

/** A finding as Markdown: its title, and a table that ends each row with what became of it. */
export function spellFinding({ title, columns, rows }: Finding): string {
  const table = markdownTable([
    [...columns, ''],
    ...rows.map((row) => [...row.cells, row.holds === null ? '' : row.holds ? 'holds' : '**falls short**']),
  ]);
  return `## ${title}\n\n${table}\n`;
}
