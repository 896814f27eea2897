/** A table for a terminal: the first column starts at the left edge, numbers line up at the right. */
export interface TextTable {
  readonly rows: readonly (readonly string[])[];
  /** Columns that line up at the left, by index. */
  readonly left: readonly number[];
  readonly width: number;
  /** Puts emphasis on a finished line; gets the row's index. */
  readonly emphasise: (line: string, row: number) => string;
}

const GAP = '  ';
/** A name is cut no shorter than this, whatever the width. */
const LEAST_NAME = 12;

export function layOut({ rows, left, width, emphasise }: TextTable): string[] {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, at) =>
    Math.max(...rows.map((row) => lengthOf(row[at] ?? ''))),
  );
  const total = widths.reduce((sum, size) => sum + size, 0) + GAP.length * (columns - 1);
  widths[0] = Math.max(Math.min(LEAST_NAME, widths[0] ?? 0), (widths[0] ?? 0) - Math.max(0, total - width));
  return rows.map((row, index) => {
    const cells = row.map((text, at) => {
      const size = widths[at] ?? 0;
      const cut = shorten(text, size);
      const space = ' '.repeat(Math.max(0, size - lengthOf(cut)));
      return left.includes(at) ? cut + space : space + cut;
    });
    return emphasise(cells.join(GAP).trimEnd(), index);
  });
}

/** Breaks a sentence into lines at spaces. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && lengthOf(line) + 1 + lengthOf(word) > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return line === '' ? lines : [...lines, line];
}

const lengthOf = (text: string): number => Array.from(text).length;

/** Cuts out of the middle: names often differ in their ends, and a cut name's hash stands there. */
function shorten(text: string, size: number): string {
  const points = Array.from(text);
  if (points.length <= size) return text;
  const end = Math.min(9, Math.floor(size / 2));
  return `${points.slice(0, size - 1 - end).join('')}…${points.slice(-end).join('')}`;
}
