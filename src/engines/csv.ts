/** Reads comma-separated records as they arrive, in chunks that may end anywhere. */
export interface CsvReader {
  write(chunk: Buffer): void;
  /** Delivers a last record that no line end closed. */
  end(): void;
}

export interface CsvHandlers {
  header(columns: readonly string[]): void;
  /** Looks at a raw record before it is taken apart: most of what k6 writes is not for us. */
  isWanted(text: string, start: number, end: number): boolean;
  /** Fields as they stand in the bytes, one character per byte; `decodeField` makes text of them. */
  row(fields: readonly string[]): void;
}

const [QUOTE, RETURN] = [0x22, 0x0d];

/**
 * Bytes are kept as Latin-1 characters: searching and slicing stay cheap, and a chunk may cut a
 * UTF-8 character in two without harm.
 */
export function createCsvReader(handlers: CsvHandlers): CsvReader {
  let rest = '';
  let hasHeader = false;

  const record = (text: string, start: number, lineEnd: number): void => {
    const end = text.charCodeAt(lineEnd - 1) === RETURN ? lineEnd - 1 : lineEnd;
    if (end <= start) return;
    if (!hasHeader) {
      hasHeader = true;
      handlers.header(splitRecord(text.slice(start, end)));
    } else if (handlers.isWanted(text, start, end)) {
      handlers.row(splitRecord(text.slice(start, end)));
    }
  };

  return {
    write(chunk) {
      const text = rest + chunk.toString('latin1');
      let start = 0;
      let quote = text.indexOf('"');
      for (;;) {
        let end = text.indexOf('\n', start);
        if (quote !== -1 && quote < end) {
          end = recordEnd(text, quote);
          quote = end === -1 ? -1 : text.indexOf('"', end);
        }
        if (end === -1) break;
        record(text, start, end);
        start = end + 1;
      }
      rest = text.slice(start);
    },
    end() {
      const last = rest;
      rest = '';
      record(last, 0, last.length);
    },
  };
}

/** UTF-8 text of a field that was read byte by byte. */
export function decodeField(field: string): string {
  for (let i = 0; i < field.length; i++) {
    if (field.charCodeAt(i) > 0x7f) return Buffer.from(field, 'latin1').toString('utf8');
  }
  return field;
}

/** The line end that closes a record, given its first quote; -1 when it has not arrived yet. */
function recordEnd(text: string, firstQuote: number): number {
  let quoted = false;
  for (let i = firstQuote; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) quoted = !quoted;
    else if (code === 0x0a && !quoted) return i;
  }
  return -1;
}

function splitRecord(record: string): readonly string[] {
  return record.includes('"') ? splitQuoted(record) : record.split(',');
}

/** RFC 4180: a quoted field may hold commas and line ends; a quote in it is doubled. */
function splitQuoted(record: string): readonly string[] {
  const fields: string[] = [];
  for (let at = 0; at <= record.length; ) {
    if (record.charCodeAt(at) !== QUOTE) {
      const comma = record.indexOf(',', at);
      const end = comma === -1 ? record.length : comma;
      fields.push(record.slice(at, end));
      at = end + 1;
      continue;
    }
    let close = record.indexOf('"', at + 1);
    while (close !== -1 && record.charCodeAt(close + 1) === QUOTE) close = record.indexOf('"', close + 2);
    const end = close === -1 ? record.length : close;
    fields.push(record.slice(at + 1, end).replaceAll('""', '"'));
    at = end + 2;
  }
  return fields;
}
