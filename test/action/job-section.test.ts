import { expect, test } from '@jest/globals';
import { readJobSection } from '../../src/action/job-section.ts';

const read = (section: string) => readJobSection({ values: { section }, token: '' });

test.each([
  ['', null],
  ['null', null],
  ['{}', null],
  ['{\n  "service": "cart",\n  "node": 24\n}', 'cart, 24'],
  ['{"target":{"os":"linux","arch":["x64"]},"fast":true}', '{"os":"linux","arch":["x64"]}, true'],
  ['["cart","search"]', 'cart, search'],
  ['checkout service', 'checkout service'],
  ['24', '24'],
  ['{ not JSON', '{ not JSON'],
])('%j is titled %j', (section, title) => {
  expect(read(section).title).toBe(title);
});

test('jobs that differ have keys that differ, and a key can stand in a mark', () => {
  const keys = ['', '{"a":1}', '{"a":2}', 'x', 'X', '-->', '\ud800'].map((section) => read(section).key);
  expect(new Set(keys).size).toBe(keys.length);
  for (const key of keys) expect(key).toMatch(/^[\w.-]{1,100}$/);
  expect(read('x').key).toBe(keys[3]);
});
