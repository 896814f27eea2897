import { markdownTable } from 'markdown-table';
import { count } from './numbers.ts';

/** A piece of a report: lines that may be left out from the end, between what must stay together. */
export interface Block {
  readonly before: string;
  readonly lines: readonly string[];
  readonly after: string;
  /** Says that lines were left out; null for blocks whose lines never are. */
  readonly omitted: ((lines: number) => string) | null;
}

export const paragraph = (text: string): Block => ({ before: text, lines: [], after: '', omitted: null });

export interface Column {
  readonly title: string;
  readonly align: 'l' | 'r';
}

/** A table without padding, so that its length is the sum of its rows'. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): Block {
  const cells = rows.map((row) =>
    row.map((text, at) => (columns[at]?.align === 'r' ? unbroken(text) : text)),
  );
  const whole = markdownTable([columns.map(({ title }) => title), ...cells], {
    align: columns.map(({ align }) => align),
    alignDelimiters: false,
  });
  const [head, rule, ...lines] = whole.split('\n');
  return { before: `${head}\n${rule}`, lines, after: '', omitted: sayOmitted };
}

/** Keeps a number and its unit on one line of a cell. */
const unbroken = (text: string): string => text.replaceAll(' ', '\u00a0');

/** A list; `items` are Markdown without line breaks. */
export const list = (items: readonly string[]): Block => ({
  before: '',
  lines: items.map((item) => `- ${item}`),
  after: '',
  omitted: sayOmitted,
});

/** Folds blocks under a title, which is HTML: fixed words and numbers only. */
export function folded(title: string, blocks: readonly Block[]): readonly Block[] {
  if (blocks.length === 0) return [];
  return [paragraph(`<details><summary>${title}</summary>`), ...blocks, paragraph('</details>')];
}

const sayOmitted = (lines: number): string => `${count(lines, 'row')} omitted, see the result file.`;

export interface Budget {
  readonly most: number;
  /** Length of a text in the budget's unit. */
  measure(text: string): number;
}

/** Joins blocks, leaving out the last lines of the last blocks first until the whole fits. */
export function fitBlocks(blocks: readonly Block[], budget: Budget): string {
  const whole = join(blocks.map((block) => render(block, block.lines.length)));
  if (budget.measure(whole) <= budget.most) return whole;
  const bare = join(blocks.map((block) => render(block, 0)));
  let left = budget.most - budget.measure(bare);
  const parts = blocks.map((block) => {
    let shown = 0;
    for (const line of block.lines) {
      const size = budget.measure(`${line}\n`);
      if (size > left) break;
      left -= size;
      shown++;
    }
    // A line that does not fit ends the report's lines here: a shorter one further down is less important.
    if (shown < block.lines.length) left = 0;
    return render(block, shown);
  });
  return join(parts);
}

function render({ before, lines, after, omitted }: Block, shown: number): string {
  const body = [before, ...lines.slice(0, shown)].filter((line) => line !== '').join('\n');
  const missing = lines.length - shown;
  const remark = missing > 0 && omitted !== null ? omitted(missing) : '';
  return [body, remark, after].filter((part) => part !== '').join('\n\n');
}

const join = (parts: readonly string[]): string => `${parts.filter((part) => part !== '').join('\n\n')}\n`;
