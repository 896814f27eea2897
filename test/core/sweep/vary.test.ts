import { describe, expect, test } from '@jest/globals';
import { Failure } from '../../../src/core/failure.ts';
import { nameSetting, parseVary, shortName } from '../../../src/core/sweep/vary.ts';

describe('a setting and its values', () => {
  test('a variable', () => {
    expect(parseVary('env.POOL_SIZE=5, 20,50,20')).toEqual({
      place: { kind: 'env', name: 'POOL_SIZE' },
      values: ['5', '20', '50'],
    });
  });

  test('a place in a file', () => {
    const { place, values } = parseVary('file:config/app.yml#/cache/ttl=0,60');
    expect(place).toEqual({ kind: 'file', path: 'config/app.yml', pointer: '/cache/ttl' });
    expect(values).toEqual(['0', '60']);
    expect(nameSetting(place)).toBe('file:config/app.yml#/cache/ttl');
    expect(shortName(place)).toBe('cache.ttl');
  });

  test('values with commas come as a JSON list, values with equals signs as they are', () => {
    expect(parseVary('env.HOSTS=["a,b", "c", 3]').values).toEqual(['a,b', 'c', '3']);
    expect(parseVary('env.OPTS=--a=1,--b=2').values).toEqual(['--a=1', '--b=2']);
  });

  test('an empty value is a value', () => {
    expect(parseVary('env.FLAGS=,on').values).toEqual(['', 'on']);
  });
});

test.each([
  'POOL_SIZE=5',
  'env.POOL SIZE=5',
  'env.POOL_SIZE',
  'file:/etc/passwd#/a=1',
  'file:../other/app.yml#/a=1',
  'file:config/../../app.yml#/a=1',
  'file:.git/config#/core/bare=1',
  'file:app.yml#a=1',
  'env.A=["x",{"y":1}]',
  `env.A=${'x'.repeat(1001)}`,
])('refuses %s', (text) => {
  expect(() => parseVary(text)).toThrow(Failure);
});

test('what Plimsoll sets itself cannot be varied', () => {
  expect(() => parseVary('env.PORT=1,2')).toThrow('Plimsoll sets PORT itself');
});
