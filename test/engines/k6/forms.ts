/** The shapes in which users write k6 scripts, each with a request per iteration that tells its side. */
export const FORMS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'default function with life cycle': {
    'load.js': `
import http from 'k6/http';
import { check } from 'k6';
import { Trend } from 'k6/metrics';
import { pathOf } from './lib/paths.js';
const prices = JSON.parse(open('./data/prices.json'));
const trend = new Trend('basket_value');
export const options = {
  vus: 2, duration: '1s',
  systemTags: ['status', 'group'],
  thresholds: {
    http_req_duration: [{ threshold: 'p(95)<0.0001', abortOnFail: true }],
    checks: ['rate>0.4'],
  },
};
export function setup() { http.get(__ENV.BASE_URL + '/setup'); return { token: 'abc' }; }
export function teardown(data) { http.get(__ENV.BASE_URL + '/teardown/' + data.token); }
export function handleSummary() { http.get(__ENV.BASE_URL + '/summary'); return {}; }
export default function (data) {
  const headers = { 'x-side': __ENV.PLIMSOLL_SIDE };
  const answer = http.get(__ENV.BASE_URL + pathOf(prices.id) + '?token=' + data.token, { headers });
  http.get(__ENV.BASE_URL + '/fail', { headers });
  http.get(__ENV.BASE_URL + '/a/b', { headers, tags: { name: 'naïve, "quoted"' } });
  http.get(__ENV.STRAY_URL + '/elsewhere');
  check(answer, { 'status is 200': (r) => r.status === 200, 'lines\\nand, commas': () => false });
  trend.add(prices.value);
}`,
    'lib/paths.js': `export const pathOf = (id) => '/items/' + id;`,
    'data/prices.json': '{"id":17,"value":9.5}',
  },
  'named scenario functions': {
    'load.js': `
import http from 'k6/http';
import exec from 'k6/execution';
export const options = { scenarios: {
  browse: { executor: 'constant-arrival-rate', rate: 30, timeUnit: '1s', duration: '1s', preAllocatedVUs: 1, exec: 'browse', env: { WHERE: 'shelf' } },
  buy: { executor: 'ramping-arrival-rate', startRate: 10, stages: [{ target: 10, duration: '1m' }], preAllocatedVUs: 1, exec: 'buy', tags: { kind: 'money' } },
} };
const go = (path) => http.get(__ENV.BASE_URL + path, { headers: { 'x-side': __ENV.PLIMSOLL_SIDE } });
export function browse() { go('/' + __ENV.WHERE); }
export function buy() { go('/buy/' + exec.scenario.name); }`,
  },
  TypeScript: {
    'load.ts': `
import http from 'k6/http';
import { path, type Goods } from './goods.ts';
const goods: Goods = { id: 4 };
export default function (): void {
  http.get(\`\${__ENV.BASE_URL}\${path(goods)}\`, { headers: { 'x-side': __ENV.PLIMSOLL_SIDE } });
}`,
    'goods.ts': `export interface Goods { readonly id: number }
export const path = (goods: Goods): string => '/typed/' + goods.id;`,
  },
  CommonJS: {
    'load.js': `
const http = require('k6/http');
const { path } = require('./path.js');
exports.options = { iterations: 3, tags: { team: 'x' } };
module.exports.setup = function () { return { word: 'common' }; };
module.exports.default = function (data) {
  http.get(__ENV.BASE_URL + path + data.word, { headers: { 'x-side': __ENV.PLIMSOLL_SIDE } });
};`,
    'path.js': `exports.path = '/';`,
  },
  'async function that throws': {
    'load.js': `
import http from 'k6/http';
let turn = 0;
export default async function () {
  await http.asyncRequest('GET', __ENV.BASE_URL + '/late', null, { headers: { 'x-side': __ENV.PLIMSOLL_SIDE } });
  await new Promise((resolve) => setTimeout(resolve, 5));
  if (turn++ % 2 === 0) throw new Error('every other time');
}`,
  },
  'files opened from the main module': {
    'load.js': `
import http from 'k6/http';
import { open as openFile } from 'k6/experimental/fs';
const file = await openFile('./data.txt');
export default function () {
  if (file.path.includes('side-')) throw new Error('opened from the wrapper');
  http.get(__ENV.BASE_URL + '/opened', { headers: { 'x-side': __ENV.PLIMSOLL_SIDE } });
}`,
    'data.txt': 'words',
  },
};
