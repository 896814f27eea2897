import { expect, test } from '@jest/globals';
import { createJtlReader, type JtlRow } from '../../../src/engines/jmeter/jtl.ts';

function read(text: string, variables: readonly string[] = [], size = 7): JtlRow[] {
  const rows: JtlRow[] = [];
  const reader = createJtlReader({ variables, row: (row) => void rows.push(row) });
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) reader.write(bytes.subarray(at, at + size));
  reader.end();
  return rows;
}

const HEADER =
  'timeStamp,elapsed,label,responseCode,responseMessage,threadName,dataType,success,failureMessage,bytes,sentBytes,grpThreads,allThreads,URL,Latency,IdleTime,Connect';

test('reads what JMeter writes by default, quoted fields included', () => {
  const rows = read(
    [
      HEADER,
      '1795404919824,42,GET /items,200,OK,Thread Group 1-1,text,true,,1532,121,5,5,http://127.0.0.1:8080/items,40,0,1',
      '1795404919901,3,"naïve, ""quoted""\nlabel",Non HTTP response code: java.net.ConnectException,"Non HTTP response message: Connection refused, try later",Thread Group 1-2,text,false,"a ""quoted"" reason",2301,0,5,5,http://127.0.0.1:8080/items,0,0,3',
      '',
    ].join('\n'),
  );
  expect(rows).toEqual([
    {
      time: 1_795_404_919_824,
      elapsedMs: 42,
      label: 'GET /items',
      failed: false,
      isTransaction: false,
      connectMs: 1,
      latencyMs: 40,
      bytes: 1532,
      url: 'http://127.0.0.1:8080/items',
      answer: '200 OK',
      variables: [],
    },
    expect.objectContaining({
      label: 'naïve, "quoted"\nlabel',
      failed: true,
      answer: 'a "quoted" reason',
    }),
  ]);
});

test('goes by the header: other orders, missing columns, a saved variable whose name JMeter quotes', () => {
  const [row] = read('\ufefflabel,success,elapsed,timeStamp,"window"\r\nbuy,true,7,1000,12\r\n', [
    'window',
    'other',
  ]);
  expect(row).toMatchObject({ label: 'buy', elapsedMs: 7, time: 1000, variables: ['12', ''], failed: false });
  expect(row).toMatchObject({ connectMs: null, latencyMs: null, bytes: null, url: '', answer: '' });
});

test('tells the sum of a transaction from a sample', () => {
  const rows = read(
    `${HEADER}\n1,10,checkout,,"Number of samples in transaction : 2, number of failing samples : 0",T 1-1,,true,,9,9,1,1,null,0,5,0\n`,
  );
  expect(rows).toEqual([expect.objectContaining({ label: 'checkout', isTransaction: true, url: '' })]);
});

test('leaves out half a line at the end', () => {
  expect(read(`${HEADER}\n1,10,a,200,OK,T 1-1,text,true,,9`)).toEqual([]);
});

test.each([
  ['XML', '<?xml version="1.0"?>\n<testResults version="1.2">\n', /no column timeStamp, elapsed/],
  ['no header', '1,10,a,200,OK,T 1-1,text,true,,9,9,1,1,null,0,5,0\n', /no column timeStamp/],
  [
    'dates',
    'timeStamp,elapsed,label,success\n2026/11/23 10:00:00,1,a,true\n',
    /is no number of milliseconds/,
  ],
])('refuses %s', (_, text, reason) => {
  expect(() => read(text)).toThrow(reason);
});
