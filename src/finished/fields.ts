/**
 * Takes a record of delimited fields apart (RFC 4180): a quoted field may hold delimiters and line ends; a quote in it is doubled.
 * `most`: fields from the front that are needed.
 */
export function splitFields(record: string, delimiter: string, most?: number): readonly string[] {
  return record.includes('"') ? splitQuoted(record, delimiter) : record.split(delimiter, most);
}

/** UTF-8 text of what was read one character per byte. */
export function decodeText(text: string): string {
  for (let at = 0; at < text.length; at++) {
    if (text.charCodeAt(at) > 0x7f) return Buffer.from(text, 'latin1').toString('utf8');
  }
  return text;
}

/** A number that is all there is in the field; NaN otherwise, also for an empty one and for one beyond all bounds. */
export function readNumber(field: string | undefined): number {
  const value = field === undefined || field.trim() === '' ? Number.NaN : Number(field);
  return Number.isFinite(value) ? value : Number.NaN;
}

function splitQuoted(record: string, delimiter: string): readonly string[] {
  const fields: string[] = [];
  for (let at = 0; at <= record.length; ) {
    if (record[at] !== '"') {
      const next = record.indexOf(delimiter, at);
      const end = next === -1 ? record.length : next;
      fields.push(record.slice(at, end));
      at = end + 1;
      continue;
    }
    let close = record.indexOf('"', at + 1);
    while (close !== -1 && record[close + 1] === '"') close = record.indexOf('"', close + 2);
    const end = close === -1 ? record.length : close;
    fields.push(record.slice(at + 1, end).replaceAll('""', '"'));
    at = end + 2;
  }
  return fields;
}
