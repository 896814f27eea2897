/** Takes text apart into records, as it arrives, in bounded memory. */
export interface RecordReader {
  write(chunk: Buffer): void;
  /** Delivers a last record that no line end closed. */
  end(): void;
}

export interface RecordHandlers {
  /** Without its line end; one character per byte. */
  record(text: string): void;
  /** A record that is too long to be one, or whose quote is never closed. */
  broken(): void;
  /** Whether a line end inside double quotes belongs to the record. */
  readonly quotes: boolean;
}

/** No request takes a mebibyte to tell; a quote that is never closed would take the rest of the file. */
const MOST_CHARACTERS = 1024 * 1024;
const [QUOTE, NEWLINE, RETURN] = [0x22, 0x0a, 0x0d];

export function createRecordReader({ record, broken, quotes }: RecordHandlers): RecordReader {
  let rest: Buffer = Buffer.alloc(0);
  /** Inside a line that was given up, of which the end is still to come. */
  let isLost = false;

  const deliver = (text: string, start: number, lineEnd: number): void => {
    const end = text.charCodeAt(lineEnd - 1) === RETURN ? lineEnd - 1 : lineEnd;
    if (end > start) record(text.slice(start, end));
  };
  /** Gives up a record and goes on with the next line: a quote that led astray takes no more than its own. */
  const giveUp = (text: string, start: number): number => {
    broken();
    const line = text.indexOf('\n', start);
    isLost = line === -1;
    return line === -1 ? text.length : line + 1;
  };
  /** Delivers every whole record and gives back where the first that is not begins. */
  const drain = (text: string, isLast: boolean): number => {
    let start = 0;
    let quote = quotes ? text.indexOf('"') : -1;
    while (start < text.length) {
      if (quote !== -1 && quote < start) quote = text.indexOf('"', start);
      const end = recordEnd(text, start, quote);
      if (end !== -1 && end - start <= MOST_CHARACTERS) {
        deliver(text, start, end);
        start = end + 1;
      } else if (end !== -1 || text.length - start > MOST_CHARACTERS) {
        start = giveUp(text, start);
      } else if (isLast && text.includes('\n', start)) {
        start = giveUp(text, start);
      } else return start;
    }
    return start;
  };

  return {
    write(chunk) {
      // Joined as bytes: a text that is put together from two is slow to search.
      let bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      if (isLost) {
        const line = bytes.indexOf(NEWLINE);
        if (line === -1) return;
        isLost = false;
        bytes = bytes.subarray(line + 1);
      }
      rest = bytes.subarray(drain(bytes.toString('latin1'), false));
    },
    end() {
      const text = rest.toString('latin1');
      rest = Buffer.alloc(0);
      deliver(text, drain(text, true), text.length);
    },
  };
}

/** Where the record that begins at `start` ends; -1 where that has not arrived. */
function recordEnd(text: string, start: number, firstQuote: number): number {
  const line = text.indexOf('\n', start);
  return firstQuote === -1 || (line !== -1 && line < firstQuote) ? line : quotedEnd(text, firstQuote);
}

function quotedEnd(text: string, firstQuote: number): number {
  let quoted = false;
  for (let at = firstQuote; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) quoted = !quoted;
    else if (code === NEWLINE && !quoted) return at;
  }
  return -1;
}
