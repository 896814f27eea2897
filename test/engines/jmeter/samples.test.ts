import { expect, test } from '@jest/globals';
import { createSampleReader } from '../../../src/engines/jmeter/samples.ts';
import { createRecording, type Recording } from '../k6/rig.ts';

const HEADER =
  'timeStamp,elapsed,label,responseCode,responseMessage,success,bytes,URL,Latency,Connect,"plimsoll_window","plimsoll_micros","plimsoll_iterations"';
const SUM = '"Number of samples in transaction : 1, number of failing samples : 0"';

interface Options {
  readonly stoppedAt?: number;
  readonly counts?: boolean;
  /** Rows of the gate's own. */
  readonly told?: readonly string[];
}

function read(rows: readonly string[], options: Options = {}): Recording {
  const recording = createRecording();
  const reader = createSampleReader(
    {
      side: 1,
      target: 'http://localhost:4001',
      stoppedAt: () => options.stoppedAt ?? Number.POSITIVE_INFINITY,
      countsTransaction: () => options.counts ?? false,
    },
    recording,
  );
  reader.write(
    Buffer.from(`${[HEADER, ...rows.map((row) => `${row},null`), ...(options.told ?? [])].join('\n')}\n`),
  );
  return recording;
}

test('delivers counted samples, with the finer clock where it agrees with JMeter’s', () => {
  const { requests, customs } = read([
    '1000,1,GET /items,200,OK,true,99,http://127.0.0.1:4001/items,1,0,12,1432',
    '1000,500,GET /items,200,OK,true,99,http://127.0.0.1:4001/items,1,0,12,1432',
    '1000,2,http://127.0.0.1:4001/a/b?c=d,500,no,false,9,http://127.0.0.1:4001/a/b?c=d,1,0,13,',
    '1000,2,warm-up,200,OK,true,9,http://127.0.0.1:4001/,1,0,,1900',
    '1000,2,set-up,200,OK,true,9,http://127.0.0.1:4001/,1,0,null,null',
  ]);
  expect(requests).toEqual([
    { window: 12, side: 1, endpoint: 'GET /items', durationMs: 1.432, failed: false, endedAt: 1001 },
    { window: 12, side: 1, endpoint: 'GET /items', durationMs: 500, failed: false, endedAt: 1500 },
    { window: 13, side: 1, endpoint: '/a/b', durationMs: 2, failed: true, endedAt: 1002 },
  ]);
  expect(customs.slice(0, 3).map(({ metric, value }) => [metric, value])).toEqual([
    ['connect', 0],
    ['latency', 1],
    ['bytes', 99],
  ]);
});

test('tells requests that went elsewhere, counted or not', () => {
  const { requests, strays } = read([
    '1000,1,a,200,OK,true,99,https://cdn.example.com/a,1,0,12,1432',
    '1000,1,a,200,OK,true,99,http://127.0.0.1:4000/a,1,0,,1432',
    '1000,1,jdbc,200,OK,true,99,null,1,0,12,1432',
  ]);
  expect(requests.map(({ endpoint }) => endpoint)).toEqual(['jdbc']);
  expect([...strays]).toEqual([
    ['1 https://cdn.example.com', 1],
    ['1 http://127.0.0.1:4000', 1],
  ]);
});

test('takes the sums of transactions, or leaves them', () => {
  const row = `1000,9,buy,,${SUM},true,99,null,1,0,12,1432`;
  expect(read([row]).requests).toEqual([]);
  expect(read([row], { counts: true }).requests).toEqual([
    expect.objectContaining({ endpoint: 'buy', durationMs: 9 }),
  ]);
});

test('blames nobody for what our own stop broke off', () => {
  const rows = [
    '1000,10,a,Non HTTP,closed,false,0,http://127.0.0.1:4001/,0,0,12,10000',
    '1000,10,a,200,OK,true,1,http://127.0.0.1:4001/,0,0,12,10000',
  ];
  expect(read(rows, { stoppedAt: 1005 }).requests.map(({ failed }) => failed)).toEqual([false]);
  expect(read(rows, { stoppedAt: 2000 }).requests.map(({ failed }) => failed)).toEqual([true, false]);
});

test('tells when iterations begin, end and find nobody free', () => {
  const recording = read(['1200,1,plimsoll,200,OK,true,9,null,1,0,,'], {
    told: [
      '1100,0,plimsoll,k3x,,true,0,null,0,0,,,b 12 1000;e 12 3.25 1003;',
      '1200,0,plimsoll,k3x,,true,0,null,0,0,,,d 1004;',
    ],
  });
  expect([...recording.begunIn]).toEqual([['1/12', 1]]);
  expect([...recording.endedIn]).toEqual([['1/12', 1]]);
  expect(recording.durations).toEqual([3.25]);
  expect(recording.droppedBy).toEqual([0, 1]);
});
