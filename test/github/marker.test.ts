import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compareOrder, readMarker, writeMarker } from '../../src/github/marker.ts';

test('what is written is read, whatever the key', () => {
  const order = fc.record({ run: fc.nat(), attempt: fc.nat(999_999) });
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), order, (key, at) => {
      const marker = writeMarker(key, at);
      expect(marker).toMatch(/^<!-- plimsoll:[\w.-]+ run=\d+ attempt=\d+ -->$/);
      expect(readMarker(key, `${marker}\nbody`)).toEqual(at);
    }),
  );
});

test('keys in other scripts stay apart', () => {
  expect(readMarker('нагрузка', writeMarker('скорость', { run: 1, attempt: 1 }))).toBeNull();
});

test.each([
  'x <!-- plimsoll:load run=1 attempt=1 -->',
  'x\n<!-- plimsoll:load run=1 attempt=1 -->',
  '<!-- plimsoll:load run=1 attempt=1 --> pass',
  '<!-- plimsoll:load run=-1 attempt=1 -->',
  '<!-- plimsoll:load -->',
  '',
])('%j is no marker', (body) => {
  expect(readMarker('load', body)).toBeNull();
});

test('GitHub may give the line another end', () => {
  expect(readMarker('load', '<!-- plimsoll:load run=7 attempt=2 -->\r\nbody')).toEqual({
    run: 7,
    attempt: 2,
  });
});

test('a later run comes after an earlier one, whatever their attempts', () => {
  expect(compareOrder({ run: 1, attempt: 3 }, { run: 2, attempt: 1 })).toBeLessThan(0);
  expect(compareOrder({ run: 2, attempt: 2 }, { run: 2, attempt: 1 })).toBeGreaterThan(0);
});
