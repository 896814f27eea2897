import { expect, test } from '@jest/globals';
import { createSampleReader } from '../../../src/engines/k6/samples.ts';
import { createRecording, type Recording } from './rig.ts';

/** Lines as k6 2.2 writes them. */
const HEADER =
  'metric_name,timestamp,metric_value,check,error,error_code,expected_response,group,method,name,proto,scenario,service,status,subproto,tls_version,url,extra_tags,metadata';
const AT = 1_795_436_213_233;
const request = (name: string, metadata: string, { url = name, expected = 'true', value = '12.5' } = {}) =>
  `http_req_duration,${AT},${value},,,,${expected},,GET,${name},HTTP/1.1,s,,200,,,${url},,${metadata}`;

function read(lines: readonly string[], header = HEADER): Recording {
  const recording = createRecording();
  const reader = createSampleReader(
    { side: 1, origins: ['http://127.0.0.1:8080', 'http://shop.example'] },
    recording,
  );
  reader.write(Buffer.from(`${[header, ...lines].join('\n')}\n`));
  reader.end();
  return recording;
}

test('turns a counted request into a sample of its window and side', () => {
  const { requests } = read([
    request('http://127.0.0.1:8080/items/5?x=1', 'plimsoll=12'),
    request('checkout', 'vu=3&plimsoll=7&iter=2', { expected: 'false' }),
    request('http://127.0.0.1:8080/items/5', ''),
    request('http://127.0.0.1:8080/items/5', 'notplimsoll=3'),
  ]);
  expect(requests).toEqual([
    { window: 12, side: 1, endpoint: 'GET /items/:id', durationMs: 12.5, failed: false, endedAt: AT },
    { window: 7, side: 1, endpoint: 'checkout', durationMs: 12.5, failed: true, endedAt: AT },
  ]);
});

test('counts a request elsewhere as stray, in a counted iteration or not', () => {
  const { strays } = read([
    request('http://api.example.com/a', ''),
    request('http://api.example.com/b', 'plimsoll=1'),
    request('http://localhost:8080/own', 'plimsoll=1'),
    request('http://127.0.0.1:9090/other-port', 'plimsoll=1'),
    request('named', 'plimsoll=1'),
  ]);
  expect([...strays]).toEqual([
    ['1 http://api.example.com', 2],
    ['1 http://127.0.0.1:9090', 1],
  ]);
});

test('files iterations, checks, custom metrics and drops; leaves k6’s other metrics alone', () => {
  const empty = ',,,,,,,,s,,,,,,';
  const recording = read([
    `plimsoll_begun,1,1.000000,${empty},plimsoll=3`,
    `iteration_duration,1,101.5,${empty},plimsoll=3`,
    `iterations,1,1.000000,${empty},plimsoll=3`,
    `iteration_duration,1,0.07,${empty},`,
    `data_sent,1,900,${empty},plimsoll=3`,
    `http_reqs,1,1,${empty},plimsoll=3`,
    `checks,1,0.000000,"two\nlines",,,,,,,,s,,,,,,,plimsoll=3`,
    `basket,1,4.25,${empty},plimsoll=3`,
    `basket,1,4.25,${empty},`,
    `dropped_iterations,1795436213233,3.000000,${empty},`,
    'vus,1795436214228,0.000000,,,,,,,,,,,,,,,,',
  ]);
  expect([...recording.begunIn]).toEqual([['1/3', 1]]);
  expect([...recording.endedIn]).toEqual([['1/3', 1]]);
  expect(recording.durations).toEqual([101.5]);
  expect(recording.checks).toEqual([{ window: 3, side: 1, name: 'two\nlines', passed: false }]);
  expect(recording.customs).toEqual([{ window: 3, side: 1, metric: 'basket', value: 4.25 }]);
  expect(recording.droppedBy).toEqual([0, 3]);
});

test('takes gRPC calls by their status, and tells those that went elsewhere', () => {
  const call = (status: string, address: string) =>
    `grpc_req_duration,1,2.5,,,,,,Add,/shop.Cart/Add,,s,shop.Cart,${status},,,${address}/shop.Cart/Add,,plimsoll=0`;
  const { requests, strays } = read([
    call('0', 'localhost:8080'),
    call('14', 'shop.example:80'),
    call('0', '127.0.0.1:9'),
  ]);
  expect(requests.map(({ endpoint, failed }) => [endpoint, failed])).toEqual([
    ['/shop.Cart/Add', false],
    ['/shop.Cart/Add', true],
  ]);
  expect([...strays]).toEqual([['1 http://127.0.0.1:9', 1]]);
});

test('takes a WebSocket’s handshake for its request', () => {
  const shake = (url: string, status: string) =>
    `ws_connecting,1000,2.5,,,,,,,${url},,s,,${status},,,${url},,plimsoll=0`;
  const { requests, strays } = read([
    shake('ws://localhost:8080/rooms/17?key=1', '101'),
    shake('ws://shop.example', ''),
    shake('wss://shop.example', '101'),
  ]);
  expect(requests.map(({ endpoint, failed, endedAt }) => [endpoint, failed, endedAt])).toEqual([
    ['WS /rooms/:id', false, 1002.5],
    ['WS /', true, 1002.5],
  ]);
  expect([...strays]).toEqual([['1 https://shop.example', 1]]);
});

test('finds its columns by name and says which are missing', () => {
  const { requests } = read(
    ['http_req_duration,1,3.5,true,POST,pay,plimsoll=2'],
    'metric_name,timestamp,metric_value,expected_response,method,name,metadata',
  );
  expect(requests).toEqual([
    { window: 2, side: 1, endpoint: 'pay', durationMs: 3.5, failed: false, endedAt: 1 },
  ]);
  expect(() => read([], 'metric_name,timestamp,metric_value,method,metadata')).toThrow(
    'has no column expected_response, name',
  );
});
