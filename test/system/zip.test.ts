import { deflateRawSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { readZip, type ZipBounds } from '../../src/system/zip-reader.ts';
import { writeZip } from '../../src/system/zip-writer.ts';
import { type CraftedEntry, craftZip } from './crafted-zip.ts';

const BOUNDS: ZipBounds = {
  names: ['result.json', 'origin.json'],
  entries: 200,
  bytes: 50_000_000,
  ratio: 100,
};
const text = (zip: Buffer): Record<string, string> =>
  Object.fromEntries([...readZip(zip, BOUNDS)].map(([name, content]) => [name, content.toString()]));
const refusal = (entries: readonly CraftedEntry[], end = {}): string => {
  try {
    readZip(craftZip(entries, end), BOUNDS);
    return 'accepted';
  } catch (error) {
    return (error as Error).message;
  }
};

test('what is written is read again, and the same files give the same bytes', () => {
  const files = { 'result.json': Buffer.from('{"ä":1}'), 'origin.json': Buffer.alloc(0) };
  expect(text(writeZip(files))).toEqual({ 'result.json': '{"ä":1}', 'origin.json': '' });
  expect(writeZip(files).equals(writeZip(files))).toBe(true);
});

test('archives of others are read: stored entries, data descriptors, a comment at the end', () => {
  const stored = { name: 'result.json', method: 0, content: Buffer.from('[1]'), packed: Buffer.from('[1]') };
  expect(text(craftZip([stored], { comment: 'PK\u0005\u0006 made by hand' }))).toEqual({
    'result.json': '[1]',
  });
  expect(text(craftZip([{ name: 'result.json', flags: 8, mode: 0 }]))).toEqual({ 'result.json': '{}' });
});

const good = { name: 'result.json' };
test.each([
  ['a path upwards', [good, { name: '../../.bashrc' }], /"\.\.\/\.\.\/\.bashrc" leaves the folder/],
  ['a path upwards in the middle', [{ name: 'a/../../b' }], /leaves the folder/],
  ['a path upwards with backslashes', [{ name: '..\\..\\b' }], /leaves the folder/],
  ['an absolute path', [{ name: '/etc/passwd' }], /leaves the folder/],
  ['a drive', [{ name: 'C:\\windows\\x' }], /leaves the folder/],
  ['a symbolic link', [{ ...good, mode: 0o120777, content: Buffer.from('/etc/passwd') }], /no regular file/],
  ['a device', [{ ...good, mode: 0o020666 }], /no regular file/],
  ['a folder', [good, { name: 'sub/' }], /is a folder/],
  ['an entry twice', [good, good], /"result\.json" is there twice/],
  ['an entry that differs by case', [good, { name: 'Result.JSON' }], /case alone/],
  ['a file that nobody asked for', [good, { name: 'evil.sh' }], /"evil\.sh" has no place there/],
  ['an encrypted entry', [{ ...good, flags: 1 }], /encrypted/],
  ['a packing that is not ours', [{ ...good, method: 12 }], /method 12/],
  [
    'another name in front of the data',
    [{ ...good, localName: '../x.json' }],
    /not where the directory says/,
  ],
  ['data outside of the archive', [{ ...good, offset: 1_000_000 }], /not where the directory says/],
])('case 36: an archive with %s gives nothing at all', (_, entries, says) =>
  expect(refusal(entries)).toMatch(says),
);

const started = performance.now();
const zeros = Buffer.alloc(40_000_000);
test('case 37: ten gigabytes, as the directory says', () =>
  expect(refusal([{ name: 'result.json', bytes: 4_000_000_000 }])).toMatch(/more than 50000000/));
test('case 37: forty megabytes in forty kilobytes', () =>
  expect(refusal([{ name: 'result.json', content: zeros }])).toMatch(/unpacks to \d+ times its size/));
test('case 37: forty megabytes that the directory calls two bytes', () =>
  expect(refusal([{ name: 'result.json', packed: deflateRawSync(zeros), bytes: 2 }])).toMatch(/not as long/));
test('case 37: a million entries', () =>
  expect(refusal([], { count: 0xffff })).toMatch(/65535 entries, more than 200/));
test('case 37: 201 entries', () =>
  expect(refusal(Array.from({ length: 201 }, () => ({ name: 'result.json' })))).toMatch(/more than 200/));
test('case 37: two entries that share their bytes', () =>
  expect(
    refusal([{ name: 'result.json' }, { name: 'origin.json', localName: 'result.json', offset: 0 }]),
  ).toMatch(/not where the directory says/));
test('case 37: a zip in the zip', () =>
  expect(refusal([{ name: 'more.zip', content: craftZip([]) }])).toMatch(/no place/));
test('case 37: a wrong checksum', () =>
  expect(refusal([{ name: 'result.json', crc: 7 }])).toMatch(/checksum differs/));
test('case 37: data that is not packed', () =>
  expect(refusal([{ name: 'result.json', packed: Buffer.from('garbage') }])).toMatch(/not as long/));
test('case 37: every truncation of a good archive', () => {
  const whole = craftZip([{ name: 'result.json' }]);
  for (let length = 0; length < whole.length; length++) {
    expect(() => readZip(whole.subarray(0, length), BOUNDS)).toThrow();
  }
});
test('case 37: every single flipped byte gives the same content or an error', () => {
  const whole = craftZip([{ name: 'result.json', content: Buffer.from('{"a":[1,2,3]}') }]);
  for (let at = 0; at < whole.length; at++) {
    const bytes = Buffer.from(whole);
    bytes[at] = (bytes[at] as number) ^ 0x41;
    let read: string | undefined = '{"a":[1,2,3]}';
    try {
      read = text(bytes)['result.json'];
    } catch {}
    expect(read).toBe('{"a":[1,2,3]}');
  }
});
test('case 37: all of it within seconds', () => expect(performance.now() - started).toBeLessThan(5000));
