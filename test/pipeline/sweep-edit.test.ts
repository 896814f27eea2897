import { describe, expect, test } from '@jest/globals';
import { Failure } from '../../src/core/failure.ts';
import { editSetting, readSetting, type SettingsFile } from '../../src/pipeline/sweep-edit.ts';

const yaml: SettingsFile = {
  path: 'config/app.yml',
  text: `# the shop
pool:
  size: 5   # connections
  name: 'main'
cache: { ttl: 0, "store": memory }
hosts: [a, b]
shared: &defaults
  retries: 3
copy: *defaults
`,
};

describe('YAML', () => {
  test('says what holds today', () => {
    expect(readSetting(yaml, '/pool/size')).toBe('5');
    expect(readSetting(yaml, '/cache/store')).toBe('memory');
    expect(readSetting(yaml, '/hosts/1')).toBe('b');
  });

  test('exchanges one value and no other character', () => {
    expect(editSetting(yaml, '/pool/size', '20')).toBe(yaml.text.replace('size: 5 ', 'size: 20 '));
    expect(editSetting(yaml, '/cache/ttl', '60')).toBe(yaml.text.replace('ttl: 0', 'ttl: 60'));
    expect(editSetting(yaml, '/hosts/1', 'c')).toBe(yaml.text.replace('[a, b]', '[a, c]'));
  });

  test('keeps quotes, and quotes text that would be read as something else', () => {
    expect(editSetting(yaml, '/pool/name', 'other')).toBe(yaml.text.replace("'main'", "'other'"));
    expect(editSetting(yaml, '/cache/store', 'true')).toBe(yaml.text.replace('memory', '"true"'));
    expect(editSetting(yaml, '/cache/store', 'a: b')).toContain('"a: b"');
  });

  test('a value that is shared by an anchor is refused, because others would change with it', () => {
    expect(() => editSetting(yaml, '/shared/retries', '4')).toThrow('could not be changed');
    expect(() => editSetting(yaml, '/copy/retries', '4')).toThrow('could not be changed');
  });

  test('a value that would add a key is refused', () => {
    expect(() => editSetting(yaml, '/pool/size', '5\nadmin: true')).toThrow(Failure);
  });
});

test.each([
  [
    'a.json',
    '{\n  "pool": { "size": 5, "name": "main" },\n  "list": [1, 2]\n}\n',
    '/pool/size',
    '20',
    '"size": 5',
    '"size": 20',
  ],
  ['a.json', '{ "name": "main" }', '/name', 'say "hi"', '"main"', '"say \\"hi\\""'],
  ['a.toml', 'top = 1\n[pool]\nsize = 5 # few\nname = "main"\n', '/pool/size', '20', 'size = 5', 'size = 20'],
  ['a.toml', 'top = 1\n[pool]\nsize = 5 # few\nname = "main"\n', '/pool/name', 'x', '"main"', '"x"'],
  ['a.toml', 'pool.size = 5\n[other]\npool.size = 6\n', '/other/pool/size', '7', 'size = 6', 'size = 7'],
  [
    'a.ini',
    '; top\nlevel=1\n[pool]\nsize = 5\n\n[other]\nsize = 6\n',
    '/pool/size',
    '20',
    'size = 5',
    'size = 20',
  ],
  ['a.properties', '# p\npool.size=5\nserver.port : 80\n', '/pool.size', '20', 'size=5', 'size=20'],
  ['a.properties', '# p\npool.size=5\nserver.port : 80\n', '/server.port', '81', ': 80', ': 81'],
  ['.env', 'A=1\nexport POOL_SIZE=5 # few\nB="x y"\n', '/POOL_SIZE', '20', '=5', '=20'],
  ['.env.production', 'A=1\nB="x y"\n', '/B', 'z w', 'x y', 'z w'],
])('%s: %#', (path, text, pointer, value, from, to) => {
  const edited = editSetting({ path, text }, pointer, value);
  expect(edited).toBe(text.replace(from, to));
  expect(readSetting({ path, text: edited }, pointer)).toBe(value);
});

test('a pointer that leads nowhere names what is there, and no value', () => {
  const secret = { path: 'app.yml', text: 'db: { password: hunter2, user: shop }\n' };
  const attempt = () => readSetting(secret, '/db/pasword');
  expect(attempt).toThrow('app.yml has no value at /db/pasword');
  try {
    attempt();
  } catch (error) {
    expect((error as Failure).hint).toBe('It has /db/password, /db/user.');
  }
});

test('files that are not read key by key, and broken ones, are refused', () => {
  expect(() => readSetting({ path: 'app.xml', text: '<a/>' }, '/a')).toThrow('read key by key');
  expect(() => readSetting({ path: 'app.json', text: '{' }, '/a')).toThrow('app.json cannot be read');
  expect(() => readSetting({ path: 'app.yml', text: 'a: \0' }, '/a')).toThrow('binary');
});
