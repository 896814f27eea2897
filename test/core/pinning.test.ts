import { expect, test } from '@jest/globals';
import { pinApart } from '../../src/core/pinning.ts';

test('too few processors are not divided', () => {
  for (const cores of [1, 2, 3]) expect(pinApart(cores)).toBeNull();
});

test.each([4, 5, 8, 64])('of %i processors everyone gets its own, none is left over', (cores) => {
  const pins = pinApart(cores);
  const all = [...(pins?.generator ?? []), ...(pins?.service ?? [])];
  expect(new Set(all)).toEqual(new Set(Array.from({ length: cores }, (_, number) => number)));
  expect(all).toHaveLength(cores);
  expect(pins?.generator.length).toBe(Math.floor(cores / 4));
});
