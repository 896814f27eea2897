/** One series at the moment of reading. */
export interface Sample {
  readonly name: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly value: number;
}

/** What a service says of itself, in Prometheus' text format or in OpenMetrics. */
export interface Exposition {
  readonly samples: readonly Sample[];
  /** Types by family: `counter`, `gauge`, `histogram`, `summary` … */
  readonly types: ReadonlyMap<string, string>;
}

/**
 * Reads the series that somebody wants and passes over all others, because a service may tell thousands. Lines that are no series
 * are passed over too: half an exposition says more than none.
 */
export function parseExposition(text: string, isWanted: (name: string) => boolean): Exposition {
  const samples: Sample[] = [];
  const types = new Map<string, string>();
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    if (text[start] === '#') readType(text.slice(start, end), types);
    else if (isWanted(nameAt(text, start, end))) {
      const sample = readSample(text.slice(start, end));
      if (sample !== null) samples.push(sample);
    }
    start = end + 1;
  }
  return { samples, types };
}

function readType(line: string, types: Map<string, string>): void {
  const [, family, type] = /^#\s*TYPE\s+"?([^\s"]+)"?\s+(\w+)/.exec(line) ?? [];
  if (family !== undefined && type !== undefined) types.set(family, type);
}

const BLANK = /\s/;

/** The name without a copy of the line; a name in quotation marks stands inside the braces. */
function nameAt(text: string, start: number, end: number): string {
  let at = start;
  while (at < end && text[at] !== '{' && !BLANK.test(text[at] as string)) at++;
  if (at > start || text[at] !== '{') return text.slice(start, at);
  return /^\{\s*"([^"\\]*)"/.exec(text.slice(start, Math.min(end, start + 300)))?.[1] ?? '';
}

function readSample(line: string): Sample | null {
  const [, bare = ''] = /^([^\s{]*)/.exec(line) ?? [];
  const labels = new Map<string, string>();
  let name = bare;
  let at = bare.length;
  if (line[at] === '{') {
    at++;
    // Each turn takes a label or a quoted name, and the comma behind it.
    const item = /\s*(?:([a-zA-Z_][\w.]*|"(?:[^"\\]|\\.)*")\s*=\s*)?"((?:[^"\\]|\\.)*)"\s*,?/y;
    for (item.lastIndex = at; ; at = item.lastIndex) {
      const [whole, label, value = ''] = item.exec(line) ?? [];
      if (whole === undefined) break;
      if (label === undefined) name = unquote(value);
      else labels.set(label.replace(/^"|"$/g, ''), unquote(value));
    }
    const close = /\s*\}/y;
    close.lastIndex = at;
    if (!close.test(line)) return null;
    at = close.lastIndex;
  }
  const [, written] = /^\s*(\S+)/.exec(line.slice(at)) ?? [];
  const value = written === undefined ? null : readNumber(written);
  return name === '' || value === null ? null : { name, labels, value };
}

const unquote = (value: string): string =>
  value.replaceAll(/\\(.)/g, (_, character: string) => (character === 'n' ? '\n' : character));

/** As Go writes numbers. */
function readNumber(text: string): number | null {
  if (/^[+-]?Inf(inity)?$/i.test(text))
    return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (/^NaN$/i.test(text)) return Number.NaN;
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text) ? Number(text) : null;
}
