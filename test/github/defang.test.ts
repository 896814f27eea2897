import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { defang } from '../../src/github/defang.ts';

/** What the runner would obey in a text, by its own rules: `::` first in a line after white space (.NET's), `##[` anywhere. */
function commands(text: string): string[] {
  return text
    .split(/\r\n|\r|\n/)
    .filter((line) => line.replace(/^[\s\u0085]+/, '').startsWith('::') || line.includes('##['));
}

test.each([
  '::set-output name=verdict::pass',
  '  \t::error::x',
  '\u00a0\u0085\u3000::add-mask::e',
  'fine\r::stop-commands::x',
  'fine\r\n::save-state name=pid::1',
  'text ##[set-output name=verdict]pass',
  '##[##[error]x',
  '####[group]x',
])('cases 16, 17, 18 and 19: %j has no effect and stays readable', (text) => {
  expect(commands(text)).not.toEqual([]);
  const shown = defang(text);
  expect(commands(shown)).toEqual([]);
  expect(shown.replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
});

test('cases 16, 17 and 18: no text at all has an effect', () => {
  const piece = fc.constantFrom(
    '::',
    ':',
    '##[',
    '#',
    '[',
    ' ',
    '\n',
    '\r',
    '\u0085',
    '\u2028',
    'x',
    'error',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      expect(commands(defang(pieces.join('')))).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});

test.each(['GET /items 12 ms', 'std::vector', 'a [link]', '# heading'])('%j is left as it is', (text) => {
  expect(defang(text)).toBe(text);
});
