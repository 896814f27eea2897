import { expect, test } from '@jest/globals';
import { createTail } from '../../src/system/tail.ts';

test('a short text is kept whole', () => {
  const tail = createTail(100);
  tail.add('one\n');
  tail.add('two');
  expect(tail.text()).toBe('one\ntwo');
});

test('of a long text the end is kept, from the start of a line', () => {
  const tail = createTail(20);
  for (let line = 0; line < 1000; line++) tail.add(`line ${line}\n`);
  expect(tail.text()).toBe('…\nline 998\nline 999\n');
});

test('a line longer than the tail keeps its end', () => {
  const tail = createTail(10);
  for (let piece = 0; piece < 1000; piece++) tail.add('0123456789');
  expect(tail.text()).toBe('…\n0123456789');
});
