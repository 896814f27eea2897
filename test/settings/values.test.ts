import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { definitionOf, SETTING_KEYS, type SettingKey } from '../../src/settings/definitions.ts';
import { fromFile, fromFlags, fromInputs, problemsOf, WHOLE } from './read-for-tests.ts';

const UNIT_10 = 'write 10% if that was meant, or 1000% if 10 was meant as a ratio; or off';

describe('a value of a flag', () => {
  const RATE = 'expected iterations per second, above 0 and at most 10000, or auto';
  const BUDGET = 'expected a duration from 30s to 30m, such as 5m';
  const STARTS = 'expected 1, or an even number from 2 to 10, so that the order of starting is balanced';

  it.each<[SettingKey, string, unknown]>([
    ['rate', '120', 120],
    ['rate', '0.5', 0.5],
    ['rate', '10000', 10_000],
    ['budget', '90s', 90_000],
    ['budget', '5m', 300_000],
    ['budget', '30000ms', 30_000],
    ['starts', '1', 1],
    ['starts', '10', 10],
    ['alpha', '0.5%', 0.005],
    ['delta', '0%', 0],
    ['inconclusive', 'fail', 'fail'],
    ['base-url', 'https://a.example:8443/', 'https://a.example:8443'],
    ['ready', '/health?deep=1', '/health?deep=1'],
    ['working-directory', 'services/../shop/', 'shop'],
    ['k6-sha256', 'AB'.repeat(32), 'ab'.repeat(32)],
    ['stop', '', ''],
  ])('--%s %j is read as %j', (key, text, value) => {
    const urls = { script: 'a.js', 'base-url': 'http://b', 'head-url': 'http://h' };
    const settings = fromFlags({ ...(key === 'base-url' ? urls : WHOLE), [key]: text });
    expect(settings[key]).toEqual(value);
    expect(settings.sourceOf(key)).toEqual({ kind: 'flag', words: `flag --${key}` });
  });

  it.each<[SettingKey, string, string]>([
    ['rate', '0', `received "0", ${RATE}`],
    ['rate', '-5', `received "-5", ${RATE}`],
    ['rate', '1e3', `received "1e3", ${RATE}`],
    ['rate', '10001', `received "10001", ${RATE}`],
    ['rate', '５０', `received "５０", ${RATE}`],
    ['rate', '', `received nothing, ${RATE}`],
    ['budget', '300', `received "300", ${BUDGET}, with its unit`],
    ['budget', '10s', `received "10s", ${BUDGET}`],
    ['budget', '31m', `received "31m", ${BUDGET}`],
    ['starts', '3', `received "3", ${STARTS}`],
    ['starts', '12', `received "12", ${STARTS}`],
    [
      'alpha',
      '0.01',
      'received "0.01", expected a unit; write 0.01% if that was meant, or 1% if 0.01 was meant as a ratio',
    ],
    ['alpha', '11%', 'received "11%", expected a probability above 0 to 10%'],
    ['alpha', '0%', 'received "0%", expected a probability above 0 to 10%'],
    ['beta', '1pp', 'received "1pp", expected a probability in percent; write 1%'],
    ['inconclusive', 'maybe', 'received "maybe", expected pass or fail'],
    ['k6-version', 'latest', 'received "latest", expected a release of k6 in full, such as 2.2.0'],
    [
      'target-property',
      'a b',
      'received "a b", expected one name, or two or three with slashes between, such as host/port',
    ],
    [
      'target-property',
      'a/b/c/d',
      'received "a/b/c/d", expected one name, or two or three with slashes between, such as host/port',
    ],
    ['jmeter-transactions', 'both', 'received "both", expected plan, children or parents'],
    [
      'jmeter-remote-hosts',
      'load-1, -R',
      'received "-R", expected servers as host or host:port, such as load-1:1099',
    ],
    ['jmeter-version', 'latest', 'received "latest", expected a release of JMeter in full, such as 5.6.3'],
    [
      'jmeter-args',
      '-Jx=1 -l out.jtl',
      `received "-Jx=1 -l out.jtl", expected no -l: how JMeter runs and what it writes is plimsoll's to say`,
    ],
    [
      'working-directory',
      'a/../../b',
      'received "a/../../b", expected a folder inside the repository, such as services/shop',
    ],
    ['base', '--upload-pack=x', 'received "--upload-pack=x", expected a branch, tag or commit'],
    ['ready', 'health', 'received "health", expected a path such as /health, or an http URL'],
  ])('--%s %j is refused', (key, text, says) => {
    expect(problemsOf(() => fromFlags({ ...WHOLE, [key]: text }))).toEqual([`flag --${key}: ${says}`]);
  });

  it.each([
    [
      'https://a.example/shop',
      'expected an origin without a path; the script adds paths, so perhaps https://a.example',
    ],
    ['ftp://a.example', 'expected an http or https origin, such as https://staging.example.com'],
  ])('--base-url %j is refused', (text, says) => {
    const flags = { script: 'a.js', 'base-url': text, 'head-url': 'http://h' };
    expect(problemsOf(() => fromFlags(flags))).toEqual([
      `flag --base-url: received ${JSON.stringify(text)}, ${says}`,
    ]);
  });
  it('--base-url never shows the credentials it was given', () => {
    const flags = { script: 'a.js', 'base-url': 'https://me:secret@a.example', 'head-url': 'http://h' };
    expect(problemsOf(() => fromFlags(flags))).toEqual([
      'flag --base-url: received "https://…@a.example", expected an origin without user name and password',
    ]);
  });
});

describe('margins', () => {
  it.each<[string, string | null]>([
    ['10%', null],
    ['0.5 %', null],
    ['off', null],
    ['10', `received "10", expected a unit; ${UNIT_10}`],
    [
      '0.1',
      'received "0.1", expected a unit; write 0.1% if that was meant, or 10% if 0.1 was meant as a ratio; or off',
    ],
    ['-5', 'received "-5", expected a margin above 0 to 1000%, such as 5%; or off'],
    ['-5%', 'received "-5%", expected a margin above 0 to 1000%, such as 5%; or off'],
    ['', 'received nothing, expected a margin above 0 to 1000%, such as 5%; or off'],
    ['１０%', 'received "１０%", expected a margin above 0 to 1000%, such as 5%; or off'],
    ['0%', 'received "0%", expected a margin above 0 to 1000%; or off'],
    ['5pp', 'received "5pp", expected a margin in percent; write 5%; or off'],
  ])('case 24: p95: %j', (text, says) => {
    const quoted = JSON.stringify(text);
    expect(problemsOf(() => fromFlags({ ...WHOLE, margins: `p95=${text}` }))).toEqual(
      says === null ? [] : [`flag --margins: p95: ${says}`],
    );
    expect(problemsOf(() => fromFile(`margins:\n  p95: ${quoted}`))).toEqual(
      says === null ? [] : [`plimsoll.yml:4: margins.p95: ${says}`],
    );
  });

  it('of shares are percentage points', () => {
    expect(problemsOf(() => fromFlags({ ...WHOLE, margins: 'errors=1%' }))).toEqual([
      'flag --margins: errors: received "1%", expected a margin in percentage points, the difference of two shares; write 1pp; or off',
    ]);
    expect(fromFlags({ ...WHOLE, margins: 'errors=1pp, check:status=2pp' }).margins.run).toMatchObject({
      errors: 0.01,
      'check:status': 0.02,
    });
  });

  it('say the same as a map, as lines and as one text, and keep the defaults of what they leave out', () => {
    const map = fromFile(
      `margins: { p95: 12%, endpoint: { p95: off }, endpoints: { 'GET /a.b': { p50: 40% } } }`,
    );
    const text = fromInputs({ ...WHOLE, margins: 'p95=12%, endpoint.p95=off, endpoints.GET /a.b.p50=40%' });
    const lines = fromFlags({
      ...WHOLE,
      margins: ['p95=12%\nendpoint.p95=off', 'endpoints.GET /a.b.p50=40%'],
    });
    expect(map.margins).toEqual({
      run: { p95: 0.12 },
      endpoint: { p95: null },
      endpoints: { 'GET /a.b': { p50: 0.4 } },
    });
    expect(text.margins).toEqual(map.margins);
    expect(lines.margins).toEqual(map.margins);
  });

  it('name what they know when a metric is unknown', () => {
    expect(problemsOf(() => fromFile('margins:\n  endpoint:\n    cpu: 5%\n    p59: 5%'))).toEqual([
      'plimsoll.yml:5: margins.endpoint.cpu: received "cpu", expected one of p50, p90, p95, p99, mean, errors',
      'plimsoll.yml:6: margins.endpoint.p59: received "p59", expected one of p50, p90, p95, p99, mean, errors; did you mean p50?',
    ]);
  });

  it.each(['p95', '=5%', 'p95=1%, p95=2%'])('as the text %j are no list of margins', (margins) => {
    expect(problemsOf(() => fromFlags({ ...WHOLE, margins }))).toEqual([
      `flag --margins: received ${JSON.stringify(margins)}, expected a map from metric to margin, or METRIC=MARGIN with commas between, each metric once`,
    ]);
  });
});

describe('limits', () => {
  it('carry the unit of their metric', () => {
    const text =
      "{ p95: 0.3s, errors: 1%, cpu: 5ms, memory: 2MiB, 'metric:queue': 7, endpoints: { 'GET /': { p99: 1m } } }";
    expect(fromFile(`limits: ${text}`).limits).toEqual([
      { metric: 'p95', endpoint: null, most: 300 },
      { metric: 'errors', endpoint: null, most: 0.01 },
      { metric: 'cpu', endpoint: null, most: 5 },
      { metric: 'memory', endpoint: null, most: 2 * 1024 * 1024 },
      { metric: 'metric:queue', endpoint: null, most: 7 },
      { metric: 'p99', endpoint: 'GET /', most: 60_000 },
    ]);
  });

  it('are refused without it, and for what has no upper bound', () => {
    const text = 'limits: { p95: 300, errors: 1, throughput: 5%, endpoint: { p95: 1s } }';
    expect(problemsOf(() => fromFile(text))).toEqual([
      'plimsoll.yml:3: limits.endpoint: received a map, expected limits of named endpoints, under endpoints',
      'plimsoll.yml:3: limits.p95: received "300", expected a duration up to 10m, such as 300ms or 1.5s, with its unit',
      'plimsoll.yml:3: limits.errors: received "1", expected a unit; write 1% if that was meant, or 100% if 1 was meant as a ratio',
      'plimsoll.yml:3: limits.throughput: received "throughput", expected one of p50, p90, p95, p99, mean, errors, cpu, memory, endpoints',
    ]);
  });
});

describe('env', () => {
  it('keeps text as it was written, from a map, from lines and from repeats', () => {
    const map = fromFile('env: { VERSION: 1.10, FLAG: on, DSN: "a=b, c" }').env;
    expect(map).toEqual({ VERSION: '1.10', FLAG: 'on', DSN: 'a=b, c' });
    expect(fromInputs({ ...WHOLE, env: 'VERSION=1.10\r\nFLAG=on\n\nDSN=a=b, c\n' }).env).toEqual(map);
    expect(fromFlags({ ...WHOLE, env: ['VERSION=1.10', 'FLAG=on', 'DSN=a=b, c'] }).env).toEqual(map);
  });

  it('leaves alone what Plimsoll sets, and never quotes a value', () => {
    const problems = problemsOf(() => fromFile('env:\n  PORT: 1\n  "A B": hunter2\n  C: { D: hunter2 }'));
    expect(problems).toEqual([
      'plimsoll.yml:4: env.PORT: expected another name: Plimsoll sets this one for each side',
      'plimsoll.yml:5: env.A B: expected a name of letters, digits and _',
      'plimsoll.yml:6: env.C: expected one text as value',
    ]);
    expect(problemsOf(() => fromFlags({ ...WHOLE, env: ['hunter2'] }))).toEqual([
      'flag --env: expected NAME=value once a line, each name once (in plimsoll.yml a map)',
    ]);
  });
});

describe('the example of every setting', () => {
  it.each(SETTING_KEYS)('%s is accepted', (key) => {
    const { example, value } = definitionOf(key);
    expect(value.safeParse(parse(example, { schema: 'failsafe' })).error?.issues ?? []).toEqual([]);
  });
});
