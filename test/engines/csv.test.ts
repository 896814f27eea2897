import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createCsvReader, decodeField } from '../../src/engines/csv.ts';

function read(chunks: readonly Buffer[], isWanted: (record: string) => boolean = () => true) {
  const headers: (readonly string[])[] = [];
  const rows: string[][] = [];
  const reader = createCsvReader({
    header: (columns) => void headers.push(columns),
    isWanted: (text, start, end) => isWanted(text.slice(start, end)),
    row: (fields) => void rows.push(fields.map(decodeField)),
  });
  for (const chunk of chunks) reader.write(chunk);
  reader.end();
  return { headers, rows };
}

/** Go's encoding/csv, as far as reading can tell. */
const quote = (field: string): string =>
  /[",\n\r]|^ /.test(field) ? `"${field.replaceAll('"', '""')}"` : field;

test('reads back whatever was written, however the bytes are cut', () => {
  const field = fc.oneof(
    fc.string(),
    fc.constantFrom('', 'a,b', 'say "no"', 'two\nlines', '"', 'naïve – ü', ',"\n'),
  );
  const record = fc.array(field, { minLength: 3, maxLength: 5 });
  fc.assert(
    fc.property(fc.array(record, { maxLength: 8 }), fc.integer({ min: 1, max: 40 }), (records, size) => {
      const text = ['a,b,c', ...records.map((fields) => fields.map(quote).join(','))].join('\n');
      const bytes = Buffer.from(`${text}\n`);
      const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
        bytes.subarray(i * size, (i + 1) * size),
      );
      const { headers, rows } = read(chunks);
      expect(headers).toEqual([['a', 'b', 'c']]);
      expect(rows).toEqual(records);
    }),
  );
});

test('asks before it takes a record apart, with the whole record in sight', () => {
  const text = 'metric,tag\nx,"one\ntwo"\ny,plain\r\nz,last';
  const seen: string[] = [];
  const { rows } = read([Buffer.from(text)], (record) => {
    seen.push(record);
    return !record.startsWith('y');
  });
  expect(seen).toEqual(['x,"one\ntwo"', 'y,plain', 'z,last']);
  expect(rows).toEqual([
    ['x', 'one\ntwo'],
    ['z', 'last'],
  ]);
});
