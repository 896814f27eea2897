import { describe, expect, test } from '@jest/globals';
import { MOST_CHARACTERS, parseConfiguration } from '../../src/configuration/parse.ts';
import type { Format } from '../../src/core/configuration/setting.ts';

function settingsOf(text: string, format: Format): Record<string, unknown> {
  const parsed = parseConfiguration(text, format);
  return parsed.kind === 'settings' ? Object.fromEntries(parsed.settings) : { unreadable: parsed.reason };
}

describe('formats', () => {
  const wanted = { '/pool/size': 5, '/pool/kind': 'fifo' };
  const cases: readonly [Format, string, Record<string, unknown>][] = [
    ['yaml', 'pool:\n  size: 5\n  kind: fifo\n', wanted],
    ['json', '{"pool":{"size":5,"kind":"fifo"}}', wanted],
    ['toml', '[pool]\nsize = 5\nkind = "fifo"\n', wanted],
    ['ini', '[pool]\nsize=5\nkind=fifo\n', { '/pool/size': '5', '/pool/kind': 'fifo' }],
    ['properties', 'pool.size = 5\npool.kind: fi\\\n   fo\n', { '/pool.size': '5', '/pool.kind': 'fifo' }],
    ['dotenv', 'export POOL_SIZE=5 # five\nKIND="fi\nfo"\n', { '/POOL_SIZE': '5', '/KIND': 'fi\nfo' }],
  ];
  test.each(cases)('%s', (format, text, expected) => expect(settingsOf(text, format)).toEqual(expected));

  test('a text may begin with a byte order mark', () =>
    expect(settingsOf('\uFEFF{"a":1}', 'json')).toEqual({ '/a': 1 }));

  test('keys are escaped as JSON pointers demand', () =>
    expect(settingsOf('a/b: {c~d: 1}', 'yaml')).toEqual({ '/a~1b/c~0d': 1 }));

  test('lists, empty ones and nothing at all', () =>
    expect(settingsOf('a: [x, {b: null}]\nc: []\nd: {}\n', 'yaml')).toEqual({
      '/a/0': 'x',
      '/a/1/b': null,
      '/c': '[]',
      '/d': '{}',
    }));

  test('anchors and merge keys are followed', () =>
    expect(settingsOf('a: &a {x: 1, y: 2}\nb: {<<: *a, y: 3}\n', 'yaml')).toMatchObject({
      '/b/x': 1,
      '/b/y': 3,
    }));

  test('several documents are a list', () =>
    expect(settingsOf('a: 1\n---\na: 2\n', 'yaml')).toEqual({ '/0/a': 1, '/1/a': 2 }));

  test('whole numbers that are neighbours beyond 2^53 differ', () => {
    const read = (text: string) => settingsOf(text, 'yaml')['/a'];
    expect(read('a: 9007199254740993')).not.toBe(read('a: 9007199254740992'));
  });
});

describe('odd and hostile', () => {
  test.each<[Format, string]>([
    ['yaml', 'a: 1\nb:\n  c: 1\n  c: 2\n'],
    ['json', '{"a":1,"b":{"c":1,"c":2}}'],
  ])('%s: a key that is there twice is told, the last one counts', (format, text) =>
    expect(parseConfiguration(text, format)).toEqual({
      kind: 'settings',
      settings: new Map([
        ['/a', 1],
        ['/b/c', 2],
      ]),
      repeated: ['/b/c'],
    }),
  );

  test('a bomb of anchors stays small', () => {
    const levels = 'abcdefghij'.split('');
    const bomb = levels.map((name, at) => {
      const before = levels[at - 1];
      return `${name}: &${name} [${Array(9)
        .fill(before === undefined ? 'x' : `*${before}`)
        .join(', ')}]`;
    });
    expect(settingsOf(bomb.join('\n'), 'yaml')).toEqual({
      unreadable: expect.stringMatching(/alias|settings/),
    });
  });

  test('an alias that leads into itself ends', () =>
    expect(settingsOf('a: &a [*a]', 'yaml')).toHaveProperty('unreadable'));

  test.each<Format>(['yaml', 'json', 'toml'])('%s: ten thousand brackets', (format) =>
    expect(settingsOf(`${format === 'toml' ? 'a = ' : ''}${'['.repeat(10_000)}`, format)).toHaveProperty(
      'unreadable',
    ),
  );

  test('depth that parses, but that nobody would read', () =>
    expect(settingsOf(`${'['.repeat(80)}1${']'.repeat(80)}`, 'json')).toEqual({
      unreadable: 'nested more than 64 deep',
    }));

  test('a mapping of twenty thousand keys is told from configuration within seconds', () => {
    const keys = Array.from({ length: 20_000 }, (_, at) => `k${at}: 1`).join('\n');
    expect(settingsOf(keys, 'yaml')).toEqual({ unreadable: 'more than 10000 settings' });
  });

  test.each<Format>(['yaml', 'json', 'toml', 'ini', 'properties', 'dotenv'])('%s: 5 MB', (format) =>
    expect(settingsOf('a'.repeat(20 * MOST_CHARACTERS), format)).toEqual({
      unreadable: 'larger than 256 KiB',
    }),
  );

  test.each<Format>(['yaml', 'json', 'toml', 'ini', 'properties', 'dotenv'])('%s: binary', (format) =>
    expect(settingsOf('a: \0\u0001', format)).toEqual({ unreadable: 'binary' }),
  );

  test.each<[Format, string]>([
    ['yaml', 'password: hunter2\n  bad: [hunter2\n'],
    ['json', '{"password": "hunter2", hunter2}'],
    ['toml', 'password = "hunter2"\nhunter2 hunter2\n'],
  ])('%s: what is wrong is told with its line and quotes nothing', (format, text) => {
    const { unreadable } = settingsOf(text, format);
    expect(unreadable).toMatch(/^not valid (YAML|JSON|TOML) at line \d+$/);
    expect(JSON.stringify(unreadable)).not.toContain('hunter2');
  });

  test.each<[Format, string]>([
    ['json', '{"__proto__": {"polluted": 1}}'],
    ['yaml', '__proto__: {polluted: 1}'],
    ['toml', '["__proto__"]\npolluted = 1'],
    ['ini', '[__proto__]\npolluted=1'],
    ['properties', '__proto__.polluted=1'],
  ])('%s: __proto__ is a key like any other, or none', (format, text) => {
    settingsOf(text, format);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
