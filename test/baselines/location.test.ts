import { describe, expect, test } from '@jest/globals';
import { readLocation } from '../../src/baselines/location.ts';
import { Failure } from '../../src/core/failure.ts';

const bucket = { name: 'perf', prefix: '', endpoint: null, region: null };

test.each([
  ['plimsoll', { kind: 'branch', branch: 'plimsoll' }],
  ['branch:plimsoll', { kind: 'branch', branch: 'plimsoll' }],
  ['branch:perf/data_1.x', { kind: 'branch', branch: 'perf/data_1.x' }],
  ['branch:refs/heads/perf', { kind: 'branch', branch: 'perf' }],
  ['dir:../baselines', { kind: 'directory', path: '../baselines' }],
  ['dir:C:\\perf', { kind: 'directory', path: 'C:\\perf' }],
  ['s3://perf', { kind: 's3', bucket }],
  ['s3://perf/', { kind: 's3', bucket }],
  [
    's3://perf/a/b-1/?region=eu-central-1',
    { kind: 's3', bucket: { ...bucket, prefix: 'a/b-1', region: 'eu-central-1' } },
  ],
  [
    's3://perf/a?endpoint=http://127.0.0.1:9000&region=auto',
    { kind: 's3', bucket: { name: 'perf', prefix: 'a', endpoint: 'http://127.0.0.1:9000', region: 'auto' } },
  ],
])('%s is a place', (text, location) => {
  expect(readLocation(text)).toEqual(location);
});

const WRONG: readonly (readonly [string, RegExp])[] = [
  ['', /is "", expected the name of a branch/],
  ['branch:', /expected the name of a branch/],
  ['branch:-delete', /expected the name of a branch/],
  ['branch:a..b', /expected the name of a branch/],
  ['branch:a b', /expected the name of a branch/],
  ['branch:a.lock', /expected the name of a branch/],
  ['branch:HEAD', /expected the name of a branch/],
  ['./baselines', /expected the name of a branch/],
  ['dir:', /expected a folder/],
  ['dir:a\0b', /expected a folder/],
  ['gs://bucket/prefix', /expected branch:NAME, dir:PATH, s3:\/\/BUCKET\/PREFIX or off/],
  ['https://user:secret@example.com', /expected branch:NAME/],
  ['s3://', /names the bucket "", expected a name of 3 to 63/],
  ['s3://Perf', /names the bucket "Perf"/],
  ['s3://key:secret@perf/a', /names the bucket/],
  ['s3://perf/../a', /names the prefix "\.\.\/a"/],
  ['s3://perf/a//b', /names the prefix/],
  ['s3://perf/a?reigon=eu', /names the option "reigon", expected region or endpoint/],
  ['s3://perf/a?region=EU West', /names the region/],
  ['s3://perf/a?endpoint=storage', /an http or https origin/],
  ['s3://perf/a?endpoint=https://key:secret@storage.example', /without sign-in/],
  ['s3://perf/a?endpoint=https://storage.example/path', /without sign-in and path/],
];

describe('a place that is none is told', () => {
  test.each(WRONG)('%j', (text, says) => {
    const failure = failureOf(text);
    expect(failure.kind).toBe('settings');
    expect(failure.message).toMatch(says);
    expect(failure.message).not.toMatch(/secret/);
    expect(failure.hint).not.toBe('');
  });
});

test.each(['./baselines', '/var/baselines'])('%s is taken for the folder that was meant', (text) => {
  expect(failureOf(text).hint).toBe(`For a folder write dir:${text}`);
});

test.each([
  'http://169.254.169.254',
  'http://169.254.169.254:80',
  'http://2852039166',
  'http://[fd00:ec2::254]',
  'http://[::ffff:169.254.169.254]',
  'http://[fe80::1]',
  'http://[64:ff9b::169.254.169.254]',
])('case 53: the endpoint %s is refused', (endpoint) => {
  const failure = failureOf(`s3://perf/a?endpoint=${endpoint}`);
  expect(failure.kind).toBe('settings');
  expect(failure.message).toMatch(/an address that cloud machines keep for themselves/);
});

test('case 52: artifacts are no store, so none that expired or came from elsewhere can be mistaken for one', () => {
  const failure = failureOf('artifact:perf');
  expect(failure.kind).toBe('settings');
  expect(failure.message).toMatch(/expected branch:NAME, dir:PATH, s3:\/\/BUCKET\/PREFIX or off/);
});

test.each(['cache', 'cache:perf', 'CACHE'])('case 54: %s is refused, with the reason', (text) => {
  const failure = failureOf(text);
  expect(failure.kind).toBe('settings');
  expect(failure.message).toMatch(/what its own pull request saved before what the default branch saved/);
  expect(failure.hint).toMatch(/branch plimsoll/);
});

function failureOf(text: string): Failure {
  try {
    readLocation(text);
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('was taken for a place');
}
