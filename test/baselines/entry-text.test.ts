import { describe, expect, test } from '@jest/globals';
import { addRecording } from '../../src/baselines/addition.ts';
import { readEntry, writeEntry } from '../../src/baselines/entry-text.ts';
import type { Recording } from '../../src/core/baseline/recording.ts';
import { commitId, recordingOf } from './recordings.ts';

const PLACE = { commit: commitId(1), where: 'branch plimsoll of origin, default/00/0001.json' };
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string) => readEntry(bytesOf(text), PLACE);
const sound = (): string => writeEntry({ commit: commitId(1), recordings: [recordingOf()] });

test('an entry is read as it was written, with keys that a later version may have added', () => {
  const recordings = [recordingOf({ run: '1' }), recordingOf({ run: '2', release: 'v1' })];
  expect(read(writeEntry({ commit: commitId(1), recordings }))).toEqual({
    kind: 'found',
    entry: { commit: commitId(1), recordings },
  });
  const later = sound().replace('"AAECAwQF"}]', '"AAECAwQF"}],"later":{"a":[1]}');
  const found = read(later);
  if (found.kind !== 'found') throw new Error('expected it to be found');
  expect(writeEntry(found.entry)).toBe(later);
});

/** What is broken, how, and what is said of it. */
const BROKEN: readonly (readonly [string, string, RegExp])[] = [
  ['an empty file', '', /is empty$/],
  ['white space', ' \n', /breaks off in the middle$/],
  ['a truncated file', sound().slice(0, -20), /breaks off in the middle$/],
  ['the very beginning', '{', /breaks off in the middle$/],
  ['a conflict', `<<<<<<< ours\n${sound()}`, /is not JSON$/],
  ['another JSON', '[1, 2]', /something else than an entry: .*expected object/],
  ['no schema', sound().replace(/"schema":"[^"]*",/, ''), /something else than an entry: schema: /],
  ['a schema of something else', sound().replace('plimsoll.baseline', 'plimsoll.result'), /: schema: /],
  [
    'a newer schema',
    sound().replace('plimsoll.baseline/1', 'plimsoll.baseline/2'),
    /was written by a newer Plimsoll \(plimsoll\.baseline\/2, expected plimsoll\.baseline\/1\)/,
  ],
  ['a newer schema of another shape', '{"schema":"plimsoll.baseline/12"}', /newer Plimsoll/],
  ['1e400', sound().replace('"value":48.2', '"value":1e400'), /recordings\[0\]\.levels\[0\]\.value: /],
  ['NaN as text', sound().replace('"value":48.2', '"value":"NaN"'), /levels\[0\]\.value: .*received string/],
  [
    'null for a number',
    sound().replace('"value":48.2', '"value":null'),
    /levels\[0\]\.value: .*received null/,
  ],
  [
    'a negative latency',
    sound().replace('"value":48.2', '"value":-1'),
    /levels\[0\]\.value: expected more than 0/,
  ],
  [
    'a latency of nothing',
    sound().replace('"value":48.2', '"value":0'),
    /levels\[0\]\.value: expected more than 0/,
  ],
  [
    'a negative share',
    sound().replace('"value":0.001', '"value":-0.1'),
    /levels\[1\]\.value: expected no negative/,
  ],
  ['a ratio of 0', sound().replace('"ratio":1.31', '"ratio":0'), /levels\[0\]\.ratio: /],
  ['a key named __proto__', sound().replace('"at":', '"__proto__":{"at":1},"at":'), /a key named __proto__/],
  ['no recordings', writeEntry({ commit: commitId(1), recordings: [] }), /recordings: expected at least one/],
  ['many problems', sound().replaceAll('"metric":', '"x":').replaceAll('"unit":', '"y":'), /\(and 1 more\)$/],
  ['an entry of another commit', sound().replaceAll(commitId(1), commitId(2)), /of another commit, 0002/],
  [
    'a recording of another commit',
    writeEntry({ commit: commitId(1), recordings: [recordingOf({ commit: commitId(2) })] }),
    /of another commit, 0002/,
  ],
  ['an abyss', '['.repeat(400_000), /is not JSON|breaks off/],
];

describe('case 44: a file that is no entry is told by its place and never replaced', () => {
  test.each(BROKEN)('%s', (_, text, says) => {
    const found = read(text);
    if (found.kind !== 'broken') throw new Error('expected it to be broken');
    expect(found.commit).toBe(commitId(1));
    expect(found.failure.kind).toBe('measurement');
    expect(found.failure.message).toMatch(/^branch plimsoll of origin, default\/00\/0001\.json \S/);
    expect(found.failure.message).toMatch(says);
    expect(found.failure.message.length).toBeLessThan(600);
    expect(found.failure.hint).not.toBe('');
    expect(addRecording(found, recordingOf({ run: 'new' }), PLACE.where)).toEqual({
      kind: 'refused',
      reason: found.failure.message,
      hint: found.failure.hint,
    });
  });

  test('bytes that are no text', () => {
    const found = readEntry(Uint8Array.of(0x7b, 0xff, 0xfe, 0x7d), PLACE);
    expect(found).toMatchObject({ kind: 'broken', failure: { message: expect.stringMatching(/UTF-8/) } });
  });

  test('more than a megabyte', () => {
    const found = readEntry(new Uint8Array(1_000_001), PLACE);
    expect(found).toMatchObject({ failure: { message: expect.stringMatching(/has 1000001 bytes/) } });
  });
});

describe('what cannot be read back is not written', () => {
  const [first] = recordingOf().levels;
  if (first === undefined) throw new Error('no level');
  const UNSOUND: readonly (readonly [string, Partial<Recording>])[] = [
    ['a number that is none', { levels: [{ ...first, value: Number.NaN }] }],
    ['an endless number', { levels: [{ ...first, spread: Number.POSITIVE_INFINITY }] }],
    ['a run without a name', { run: '' }],
  ];
  test.each(UNSOUND)('%s', (_, changes) => {
    expect(addRecording(null, recordingOf(changes), PLACE.where)).toMatchObject({
      kind: 'refused',
      reason: expect.stringMatching(/something else than an entry: recordings\[0\]/),
    });
  });

  test('an entry that would be too long', () => {
    const sketches = [{ endpoint: '', encoded: 'A'.repeat(1_000_000) }];
    expect(addRecording(null, recordingOf({ sketches }), PLACE.where)).toMatchObject({
      kind: 'refused',
      reason: expect.stringMatching(/would grow to \d{7} bytes, expected at most 1000000/),
    });
  });
});
