import { createServer } from 'node:http';
import type { AddressInfo, LookupFunction } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createBucket, type FakeBucket, openBucket } from './bucket-for-tests.ts';
import { commitId, recordingOf } from './recordings.ts';

let bucket: FakeBucket;

beforeEach(async () => {
  bucket = await createBucket();
});

afterEach(async () => {
  await bucket[Symbol.asyncDispose]();
});

const keyOf = (number: number): string =>
  `shop/default/${commitId(number).slice(0, 2)}/${commitId(number)}.json`;

/** Lets the two requests through that find out whether conditions are kept, once the object for it is there. */
const PROBED = [null, null];

async function runsOf(number: number): Promise<readonly string[]> {
  const [found] = await openBucket(bucket).read([commitId(number)]);
  return found?.kind === 'found' ? found.entry.recordings.map(({ run }) => run) : [];
}

test('case 43: an empty bucket holds nothing', async () => {
  expect(await openBucket(bucket).list()).toEqual([]);
  expect(await openBucket(bucket).read([commitId(1)])).toEqual([]);
});

test('what was appended is read again, page by page; taken out, it is gone', async () => {
  bucket.pageSize = 2;
  const store = openBucket(bucket);
  const recordings = [1, 2, 3, 4, 5].map((number) => recordingOf({ commit: commitId(number) }));
  for (const recording of recordings) {
    expect(await store.append(recording)).toMatchObject({ kind: 'appended', attempts: 1 });
  }
  expect(await store.list()).toEqual(recordings.map(({ commit }) => commit));
  expect(await store.read([commitId(4), commitId(9), commitId(2)])).toMatchObject([
    { kind: 'found', entry: { recordings: [{ commit: commitId(4) }] } },
    { kind: 'found', entry: { recordings: [{ commit: commitId(2) }] } },
  ]);
  expect(await store.remove([commitId(4), commitId(9)])).toMatchObject({ kind: 'appended' });
  expect(await store.list()).toHaveLength(4);
});

test('a commit recorded twice has both recordings, a run recorded twice one', async () => {
  const store = openBucket(bucket);
  for (const run of ['1.1', '1.2', '1.1']) await store.append(recordingOf({ run }));
  expect(await runsOf(1)).toEqual(['1.1', '1.2']);
});

test('case 46: fifty writers record one commit at once and none is lost', async () => {
  const appended = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      openBucket(bucket, { patience: { totalMs: 60_000, longestMs: 2000 } }).append(
        recordingOf({ run: String(index) }),
      ),
    ),
  );
  expect(appended.filter(({ kind }) => kind === 'refused')).toEqual([]);
  const runs = (await runsOf(1)).map(Number).sort((a, b) => a - b);
  expect(runs).toEqual(Array.from({ length: 50 }, (_, index) => index));
}, 90_000);

describe('case 53: conditional writes', () => {
  test.each([412, 409])('a %i is answered by reading again and another try', async (status) => {
    const store = openBucket(bucket);
    await store.append(recordingOf({ commit: commitId(2) }));
    bucket.faults.push(null, { status, code: 'ConditionalRequestConflict' });
    expect(await store.append(recordingOf())).toMatchObject({ kind: 'appended', attempts: 2 });
    const written = bucket.seen.filter(({ key }) => key === keyOf(1)).map(({ method }) => method);
    expect(written).toEqual(['GET', 'PUT', 'GET', 'PUT']);
  });

  test('who loses again and again is told so', async () => {
    const store = openBucket(bucket, { patience: { totalMs: 1, longestMs: 1000 } });
    await store.append(recordingOf({ commit: commitId(2) }));
    bucket.faults.push(null, { status: 412, code: 'PreconditionFailed' });
    expect(await store.append(recordingOf())).toMatchObject({
      kind: 'refused',
      reason: `others wrote s3://perf/${keyOf(1)} at the same time, again and again`,
    });
  });

  test('what another writer made in between is kept', async () => {
    const other = openBucket(bucket);
    await other.append(recordingOf({ run: 'first' }));
    const [present = ''] = [bucket.objects.get(keyOf(1))];
    bucket.objects.delete(keyOf(1));
    bucket.before = (method, key) => {
      if (method !== 'PUT' || key !== keyOf(1)) return;
      bucket.before = null;
      bucket.objects.set(key, present);
    };
    expect(await openBucket(bucket).append(recordingOf({ run: 'second' }))).toMatchObject({ attempts: 2 });
    expect(await runsOf(1)).toEqual(['first', 'second']);
  });

  test('an entry that is taken out in between is made anew', async () => {
    const store = openBucket(bucket);
    await store.append(recordingOf({ run: 'first' }));
    bucket.before = (method, key) => {
      if (method !== 'PUT' || key !== keyOf(1)) return;
      bucket.before = null;
      bucket.objects.delete(key);
    };
    expect(await store.append(recordingOf({ run: 'second' }))).toMatchObject({ attempts: 2 });
    expect(await runsOf(1)).toEqual(['second']);
  });

  test('a write whose answer got lost is not made twice', async () => {
    const store = openBucket(bucket);
    await store.append(recordingOf({ commit: commitId(2) }));
    // The write itself is done, and then 503 is what its client is told.
    bucket.before = (method, key) => {
      if (method !== 'PUT' || key !== keyOf(1)) return;
      bucket.before = null;
      const text = bucket.objects.get(keyOf(2)) ?? '';
      bucket.objects.set(key, text.replaceAll(commitId(2), commitId(1)));
      bucket.faults.push({ status: 503, code: 'SlowDown' });
    };
    expect(await store.append(recordingOf())).toMatchObject({ kind: 'appended' });
    expect(await runsOf(1)).toEqual(['101.1']);
  });

  test.each([
    ['if-match', 'ifMatch'],
    ['if-none-match', 'ifNoneMatch'],
  ] as const)('a service that ignores %s is not written to', async (name, condition) => {
    bucket.keeps[condition] = false;
    expect(await openBucket(bucket).append(recordingOf())).toMatchObject({
      kind: 'refused',
      reason: expect.stringMatching(new RegExp(`ignores the condition ${name}, so two recordings at once`)),
    });
    expect(bucket.objects.has(keyOf(1))).toBe(false);
  });

  test('a service that knows no conditions is told as such', async () => {
    bucket.faults.push({ status: 501, code: 'NotImplemented' });
    expect(await openBucket(bucket).append(recordingOf())).toMatchObject({
      kind: 'refused',
      reason: expect.stringMatching(/answered 501 NotImplemented/),
      hint: expect.stringMatching(/conditional writes/),
    });
  });
});

describe('case 53: what the service says is explained', () => {
  beforeEach(() => openBucket(bucket).append(recordingOf({ commit: commitId(9) })));

  const appendUnder = (fault: (typeof bucket.faults)[number]) => {
    bucket.faults.push(...PROBED, fault);
    return openBucket(bucket).append(recordingOf());
  };

  test('403 clock skew', async () => {
    const date = new Date(Date.now() - 17 * 60_000).toUTCString();
    expect(await appendUnder({ status: 403, code: 'RequestTimeTooSkewed', headers: { date } })).toMatchObject(
      {
        kind: 'refused',
        reason: expect.stringMatching(
          /403 RequestTimeTooSkewed: this machine's clock is 17 min ahead of the service's$/,
        ),
        hint: expect.stringMatching(/clock \(NTP\)/),
      },
    );
  });

  test('a redirect to another host, which is sent nothing', async () => {
    let asked = 0;
    const elsewhere = createServer((_, response) => {
      asked += 1;
      response.end();
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    const location = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/perf/x`;
    const headers = { location, 'x-amz-bucket-region': 'eu-west-1' };
    expect(await appendUnder({ status: 301, code: 'PermanentRedirect', headers })).toMatchObject({
      kind: 'refused',
      reason: expect.stringMatching(
        /301 PermanentRedirect, a redirect to 127\.0\.0\.1:\d+, and signed requests/,
      ),
      hint: 'The bucket is in eu-west-1: add ?region=eu-west-1.',
    });
    expect(asked).toBe(0);
    await new Promise((resolve) => elsewhere.close(resolve));
  });

  test.each([
    [{ status: 403, code: 'SignatureDoesNotMatch' }, /AWS_SECRET_ACCESS_KEY and the region/],
    [{ status: 403, code: 'AccessDenied' }, /s3:GetObject and s3:ListBucket/],
    [{ status: 404, code: 'NoSuchBucket' }, /Make the bucket/],
    [{ status: 400, code: 'ExpiredToken' }, /sign in again/],
  ])('%j', async (fault, hint) => {
    expect(await appendUnder(fault)).toMatchObject({
      kind: 'refused',
      reason: `s3://perf/${keyOf(1)} could not be read: it answered ${fault.status} ${fault.code}`,
      hint: expect.stringMatching(hint),
    });
  });

  test('a list that is refused is a failure', async () => {
    bucket.faults.push({ status: 403, code: 'AccessDenied' });
    await expect(openBucket(bucket).list()).rejects.toMatchObject({
      kind: 'measurement',
      message: 's3://perf/shop/default could not be listed: it answered 403 AccessDenied',
    });
  });

  test('a service that is overloaded is asked again', async () => {
    bucket.faults.push({ status: 503, code: 'SlowDown' }, { status: 500 });
    expect(await openBucket(bucket).list()).toEqual([commitId(9)]);
  });
});

describe('case 44: what is no entry', () => {
  test.each([
    ['', /is empty$/],
    ['{"schema":', /breaks off in the middle$/],
    [' '.repeat(50_000_000), /has more than 1000000 bytes$/],
  ])('is told and stays as it is', async (text, says) => {
    bucket.objects.set(keyOf(1), text);
    const [found] = await openBucket(bucket).read([commitId(1)]);
    if (found?.kind !== 'broken') throw new Error('expected it to be broken');
    expect(found.failure.message).toMatch(says);
    expect(found.failure.message).toContain(`s3://perf/${keyOf(1)} `);
    expect(await openBucket(bucket).append(recordingOf())).toMatchObject({ kind: 'refused' });
    expect(bucket.objects.get(keyOf(1))).toBe(text);
  });
});

describe('case 53: metadata services', () => {
  test.each([
    ['169.254.169.254', 4],
    ['fd00:ec2::254', 6],
    ['::ffff:169.254.169.254', 6],
  ])('a name that leads to %s is refused', async (address, family) => {
    const lookup: LookupFunction = (_host, _options, done) => done(null, [{ address, family }]);
    const store = openBucket(bucket, {
      lookup,
      bucket: { name: 'perf', prefix: '', endpoint: 'http://storage.example', region: null },
    });
    const says = `storage.example is ${address}, an address that cloud machines keep for themselves (link-local)`;
    expect(await store.append(recordingOf())).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining(says),
    });
    await expect(store.list()).rejects.toMatchObject({ message: expect.stringContaining(says) });
  });

  test('a name that leads to a bucket is followed', async () => {
    const lookup: LookupFunction = (_host, _options, done) =>
      done(null, [{ address: '127.0.0.1', family: 4 }]);
    const endpoint = bucket.endpoint.replace('127.0.0.1', 'storage.example');
    const store = openBucket(bucket, {
      lookup,
      bucket: { name: 'perf', prefix: 'shop', endpoint, region: null },
    });
    expect(await store.append(recordingOf())).toMatchObject({ kind: 'appended' });
    expect(bucket.seen.at(-1)?.headers.host).toMatch(/^storage\.example:/);
  });
});

test('without credentials nothing is written, and nothing signed', async () => {
  const store = openBucket(bucket, { environment: {} });
  expect(await store.append(recordingOf())).toMatchObject({
    kind: 'refused',
    reason: expect.stringMatching(/AWS_ACCESS_KEY_ID/),
  });
  await expect(store.list()).rejects.toMatchObject({ message: expect.stringMatching(/403 AccessDenied/) });
  expect(bucket.seen.every(({ headers }) => headers.authorization === undefined)).toBe(true);
});

test('a session token goes with the request and its signature', async () => {
  const environment = {
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'a secret',
    AWS_SESSION_TOKEN: 'of this session',
  };
  await openBucket(bucket, { environment }).list();
  expect(bucket.seen[0]?.headers['x-amz-security-token']).toBe('of this session');
  expect(bucket.seen[0]?.headers.authorization).toMatch(/SignedHeaders=[^,]*x-amz-security-token/);
});
