import { describe, expect, test } from '@jest/globals';
import { type Asked, parseArguments } from '../../src/cli/arguments.ts';
import { COMMANDS } from '../../src/cli/commands.ts';
import { readWish } from '../../src/cli/sweep-wish.ts';

const ask = (...argv: string[]): Asked & { readonly kind: 'command' } => {
  const asked = parseArguments(argv, COMMANDS);
  if (asked.kind !== 'command') throw new Error(`received ${asked.kind}`);
  return asked;
};

describe('plimsoll sweep', () => {
  test('takes several --vary and --growth without a value', () => {
    const { request } = ask('sweep', '--vary', 'env.A=1,2', '--growth', '--vary', 'env.B=x', '--rate', '20');
    const wish = readWish(request.own, 40);
    expect(wish.settings.map(({ place }) => place)).toEqual([
      { kind: 'env', name: 'A' },
      { kind: 'env', name: 'B' },
    ]);
    expect(wish.growthFrom).toBe(40);
    expect(request.flags).toEqual({ rate: ['20'] });
  });

  test('compares at a fixed rate unless growth is asked for', () => {
    expect(readWish(ask('sweep', '--vary', 'env.A=1').request.own, 40).growthFrom).toBeNull();
    expect(
      readWish(ask('sweep', '--vary', 'env.A=1', '--growth', 'false').request.own, 40).growthFrom,
    ).toBeNull();
  });

  test('needs a setting, and a rate to grow from', () => {
    expect(() => readWish(ask('sweep').request.own, null)).toThrow('received no --vary');
    expect(() => readWish({ vary: 'env.A=1', growth: 'true' }, null)).toThrow('expected-rate');
    expect(() => readWish({ vary: 'env.A=1', design: 'some' }, null)).toThrow('all or one-at-a-time');
  });

  test('does not take settings of a comparison', () => {
    expect(() => ask('sweep', '--vary', 'env.A=1', '--against', 'base')).toThrow(
      'sweep does not take --against',
    );
  });
});

test('a growth flag elsewhere still needs its value', () => {
  expect(() => ask('compare', '--growth', '--rate', '5')).toThrow('--growth received no value');
});
