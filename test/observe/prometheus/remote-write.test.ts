import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { writeRemotely } from '../../../src/observe/prometheus/remote-write.ts';
import { seriesOfResult } from '../../../src/observe/prometheus/result-series.ts';
import { encodeSnappy } from '../../../src/observe/prometheus/snappy.ts';
import { encodeWriteRequest, varint } from '../../../src/observe/prometheus/write-request.ts';
import { openServer } from '../../../src/observe/server.ts';
import { buildResult, comparison, quietRun } from '../../report/result-builder.ts';

/** Reads literals back, which is all that is ever written. */
function decodeSnappy(bytes: Buffer): Buffer {
  let at = 0;
  while ((bytes[at++] as number) & 0x80);
  const pieces: Buffer[] = [];
  while (at < bytes.length) {
    expect(bytes[at]).toBe(0xf4);
    const length = bytes.readUInt16LE(at + 1) + 1;
    pieces.push(bytes.subarray(at + 3, at + 3 + length));
    at += 3 + length;
  }
  return Buffer.concat(pieces);
}

describe('a write request', () => {
  it('is protobuf as its definition numbers the fields', () => {
    const request = encodeWriteRequest([{ labels: { __name__: 'a', z: '', b: 'c' }, value: 1.5 }], 300);
    // WriteRequest.timeseries 1 { labels 1 { name 1, value 2 } …, samples 2 { value 1 double, timestamp 2 } }
    const labels = ['0a0d', '0a085f5f6e616d655f5f', '120161', '0a06', '0a0162', '120163'];
    const sample = ['120c', '09000000000000f83f', '10ac02'];
    expect(request.toString('hex')).toBe(['0a25', ...labels, ...sample].join(''));
  });

  it('has lengths and times of any size', () => {
    expect([0, 127, 128, 300].map((value) => varint(value).toString('hex'))).toEqual([
      '00',
      '7f',
      '8001',
      'ac02',
    ]);
    expect(varint(1_795_404_919_824).toString('hex')).toBe('90e8e3b3a034');
  });

  it('is framed as snappy literals of at most 64 KiB', () => {
    const bytes = Buffer.from(Array.from({ length: 150_000 }, (_, i) => i % 251));
    const framed = encodeSnappy(bytes);
    expect(decodeSnappy(framed).equals(bytes)).toBe(true);
    expect(framed.subarray(0, 3).toString('hex')).toBe('f09309');
  });
});

describe('series of a result', () => {
  it('tell every value, change and resolution, by metric, endpoint, side and commit', () => {
    const result = buildResult({
      verdict: 'fail',
      reason: { kind: 'worse' },
      comparisons: [
        ...quietRun(),
        comparison('POST /checkout', 'p95', { base: 61, head: 80, change: 0.31, half: 0.07, sees: 0.098 }),
      ],
    });
    const series = seriesOfResult(result, { repository: 'acme/shop', service: 'default' });
    const common = { repository: 'acme/shop', service: 'default', commit: result.provenance.head.commit };
    const checkout = { ...common, metric: 'p95', endpoint: 'POST /checkout' };
    expect(series).toEqual(
      expect.arrayContaining([
        { labels: { ...common, __name__: 'plimsoll_verdict', verdict: 'fail' }, value: 1 },
        { labels: { ...common, __name__: 'plimsoll_verdict', verdict: 'pass' }, value: 0 },
        { labels: { ...checkout, __name__: 'plimsoll_value', side: 'base' }, value: 61 },
        { labels: { ...checkout, __name__: 'plimsoll_value', side: 'head' }, value: 80 },
        { labels: { ...checkout, __name__: 'plimsoll_change_ratio' }, value: 0.31 },
        { labels: { ...checkout, __name__: 'plimsoll_resolution_ratio' }, value: 0.098 },
        {
          labels: { ...common, __name__: 'plimsoll_change_difference', metric: 'errors', endpoint: '' },
          value: 0,
        },
      ]),
    );
    const keys = series.map(({ labels }) => JSON.stringify(Object.entries(labels).sort()));
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('remote write', () => {
  async function receive(statuses: readonly number[]) {
    const got: { headers: NodeJS.Dict<string | string[]>; body: Buffer }[] = [];
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      got.push({ headers: request.headers, body: Buffer.concat(chunks) });
      response.statusCode = statuses[got.length - 1] ?? 204;
      response.end(response.statusCode === 400 ? 'out of bounds\nmore\n' : '');
    }).listen(0, '127.0.0.1');
    await new Promise((done) => server.once('listening', done));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/write`;
    const opened = openServer({ url, credentials: { kind: 'none' }, headers: {} }, {});
    if (opened.kind !== 'server') throw new Error('it needs no secret');
    const series = [{ labels: { __name__: 'a' }, value: 1 }];
    const signal = new AbortController().signal;
    const written = await writeRemotely(opened.server, series, { at: 1, signal });
    server.close();
    return { got, written };
  }

  it('sends what the protocol wants, once where it is taken', async () => {
    const { got, written } = await receive([204]);
    expect(written).toEqual({ kind: 'written' });
    expect(got).toHaveLength(1);
    expect(got[0]?.headers).toMatchObject({
      'content-type': 'application/x-protobuf',
      'content-encoding': 'snappy',
      'x-prometheus-remote-write-version': '0.1.0',
    });
    expect(decodeSnappy(got[0]?.body ?? Buffer.alloc(0))).toEqual(
      encodeWriteRequest([{ labels: { __name__: 'a' }, value: 1 }], 1),
    );
  });

  it('tries again what may pass, and takes no for an answer', async () => {
    expect(await receive([503, 204])).toMatchObject({ written: { kind: 'written' }, got: { length: 2 } });
    expect(await receive([400])).toMatchObject({
      written: { kind: 'refused', reason: 'status 400: out of bounds' },
      got: { length: 1 },
    });
  });
});
