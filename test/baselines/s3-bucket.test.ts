import { expect, test } from '@jest/globals';
import { openBucket } from '../../src/baselines/s3/bucket.ts';
import { readBucket } from '../../src/baselines/s3/location.ts';

const access = (text: string, environment: Readonly<Record<string, string>> = {}) =>
  openBucket(readBucket(text), environment);

test.each([
  ['s3://perf/a?region=eu-central-1', 'https://perf.s3.eu-central-1.amazonaws.com/k'],
  ['s3://perf.example/a?region=eu-central-1', 'https://s3.eu-central-1.amazonaws.com/perf.example/k'],
  ['s3://perf/a?region=cn-north-1', 'https://perf.s3.cn-north-1.amazonaws.com.cn/k'],
  ['s3://perf/a?endpoint=https://storage.example', 'https://storage.example/perf/k'],
])('%s is reached at %s', (text, address) => {
  expect(access(text).addressOf('k')).toBe(address);
});

test('the region is that of the location, then of the environment; other services have one', () => {
  const environment = { AWS_REGION: 'eu-west-1', AWS_DEFAULT_REGION: 'us-west-2' };
  expect(access('s3://perf?region=eu-central-1', environment).region).toBe('eu-central-1');
  expect(access('s3://perf', environment).region).toBe('eu-west-1');
  expect(access('s3://perf', { AWS_REGION: '', AWS_DEFAULT_REGION: 'us-west-2' }).region).toBe('us-west-2');
  expect(access('s3://perf?endpoint=http://127.0.0.1:9000').region).toBe('us-east-1');
  expect(() => access('s3://perf')).toThrow(/without a region/);
});
