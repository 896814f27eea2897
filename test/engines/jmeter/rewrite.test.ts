import { describe, expect, test } from '@jest/globals';
import { parsePlan, readProperty } from '../../../src/engines/jmeter/document.ts';
import { readTree, walk } from '../../../src/engines/jmeter/plan-tree.ts';
import { readPlan } from '../../../src/engines/jmeter/read-plan.ts';
import { rewritePlan } from '../../../src/engines/jmeter/rewrite.ts';
import type { JMeterScript } from '../../../src/engines/jmeter/script.ts';
import {
  defaults,
  element,
  group,
  openGroup,
  plan,
  property,
  request,
  transaction,
  variables,
} from './plan-builder.ts';

const SCRIPT: JMeterScript = {
  path: '/repo/load/plan.jmx',
  origins: [],
  targetProperty: [],
  properties: {},
  transactions: 'plan',
};
const TARGET = 'http://127.0.0.1:4001';

const rewrite = (text: string, script: Partial<JMeterScript> = {}, threads = [7]): string =>
  rewritePlan(text, { ...SCRIPT, ...script }, { target: TARGET, threads });

/** Where the requests of a plan go, as JMeter would read them, and what its elements say. */
function readRequests(text: string, script: Partial<JMeterScript> = {}): string[] {
  return readPlan(text, { ...SCRIPT, origins: [TARGET], ...script })
    .http.filter(({ isDefaults }) => !isDefaults)
    .map(({ element: one, destination }) =>
      [
        one.getAttribute('testname'),
        destination.kind === 'origin' ? destination.origin : destination.kind,
        readProperty(one, 'HTTPSampler.path'),
      ].join(' '),
    );
}

const elements = (text: string) =>
  [...walk(readTree(parsePlan(text, 'copy')) as never)].map((node) => node.element);
const find = (text: string, tag: string) => elements(text).filter(({ tagName }) => tagName === tag);

describe('where requests go', () => {
  test('defaults and what inherits from them', () => {
    const copy = rewrite(
      plan(
        defaults({ host: 'shop.example.com', protocol: 'https' }) +
          group(
            request({ name: 'a', path: '/a' }) +
              request({ name: 'b', path: '/b', host: 'shop.example.com', protocol: 'https' }),
          ),
      ),
    );
    expect(readRequests(copy)).toEqual([`a ${TARGET} /a`, `b ${TARGET} /b`]);
  });

  test.each([
    ['a host written into each request', request({ name: 'a', path: '/a', host: 'localhost', port: '8080' })],
    ['a whole URL as path', request({ name: 'a', path: 'http://localhost:8080/a' })],
    ['variables', request({ name: 'a', path: '/a', host: `\${HOST}`, port: `\${PORT}` })],
    ['a variable with a whole origin', request({ name: 'a', path: `\${BASE}/a` })],
    [
      'properties with defaults',
      request({ name: 'a', path: '/a', host: `\${__P(host,localhost)}`, port: `\${__P(port, 8080)}` }),
    ],
    ['no host at all', request({ name: 'a', path: '/a' })],
  ])('%s', (_, requests) => {
    const copy = rewrite(
      plan(group(requests), { HOST: 'localhost', PORT: '8080', BASE: 'http://localhost:8080' }),
    );
    expect(readRequests(copy)).toEqual([`a ${TARGET} /a`]);
  });

  test('variables that hold the origin are mended for scripts that read them', () => {
    const copy = rewrite(
      plan(
        variables({ API: 'http://localhost:8080/v1' }) +
          group(request({ name: 'a', path: '/a', host: 'localhost', port: '8080' })),
      ),
    );
    expect(copy).toContain(`>${TARGET}/v1<`);
  });

  test('others stay where they are, once `origin` says which is the service', () => {
    const text = plan(
      group(
        request({ name: 'a', path: '/a', host: 'localhost', port: '8080' }) +
          request({ name: 'cdn', path: '/x', host: 'cdn.example.com', protocol: 'https' }),
      ),
    );
    expect(() => rewrite(text)).toThrow(
      /go to several origins: http:\/\/localhost:8080, https:\/\/cdn.example.com/,
    );
    expect(readRequests(rewrite(text, { origins: ['http://127.0.0.1:8080'] }))).toEqual([
      `a ${TARGET} /a`,
      'cdn https://cdn.example.com /x',
    ]);
  });

  test.each([
    ['', ['cdn https://cdn.example.com:443 /x', 'admin http://localhost:9090 /x']],
    ['8080', ['cdn https://cdn.example.com:8080 /x', 'admin http://localhost:9090 /x']],
  ])('others learn nothing of the target from defaults, whose port was "%s"', (port, others) => {
    const text = plan(
      defaults({ host: 'localhost', port }) +
        group(
          request({ name: 'a', path: '/a' }) +
            request({ name: 'cdn', path: '/x', host: 'cdn.example.com', protocol: 'https' }) +
            request({ name: 'admin', path: '/x', port: '9090' }),
        ),
    );
    const origin = `http://localhost:${port || 80}`;
    expect(readRequests(rewrite(text, { origins: [origin] }))).toEqual([`a ${TARGET} /a`, ...others]);
  });

  test('what only a run knows needs a property that the plan reads', () => {
    const text = plan(group(request({ name: 'a', path: '/a', host: `\${shard}.example.com` })), {
      target: 'nowhere',
    });
    expect(() => rewrite(text)).toThrow(/known in a run only: http:\/\/\$\{shard\}\.example\.com/);
    expect(() => rewrite(text, { targetProperty: ['base.url'] })).toThrow(
      /reads no property or variable base.url/,
    );
    expect(rewrite(text, { targetProperty: ['target'] })).toContain(`>${TARGET}<`);
  });

  test('an origin that stands nowhere is refused', () => {
    const text = plan(group(request({ name: 'a', path: '/a', host: 'localhost' })));
    expect(() => rewrite(text, { origins: ['http://other'] })).toThrow(
      /no request .* goes to http:\/\/other; they go to http:\/\/localhost/,
    );
  });
});

describe('the load', () => {
  const one = request({ name: 'a', path: '/a', host: 'localhost' });

  test('every group becomes one of users who begin for ever behind the gate', () => {
    const copy = rewrite(
      plan(
        group(one, { name: 'plain', properties: property('ThreadGroup.duration', '60') }) +
          openGroup(one, 'rate(10/sec) random_arrivals(1 min)') +
          element('kg.apc.jmeter.threads.UltimateThreadGroup', 'ultimate', '', one) +
          group(one, { tag: 'SetupThreadGroup', name: 'before' }),
      ),
      {},
      [7, 8, 9],
    );
    const groups = elements(copy).filter(({ tagName }) => tagName.endsWith('ThreadGroup'));
    expect(groups.map(({ tagName }) => tagName)).toEqual([
      'SetupThreadGroup',
      'ThreadGroup',
      'ThreadGroup',
      'ThreadGroup',
      'SetupThreadGroup',
    ]);
    expect(groups.map((each) => readProperty(each, 'ThreadGroup.num_threads'))).toEqual([
      '1',
      '7',
      '8',
      '9',
      '5',
    ]);
    expect(groups.map((each) => each.getAttribute('testname'))).toEqual([
      'plimsoll',
      'plain',
      'Open',
      'ultimate',
      'before',
    ]);
    expect(groups.slice(1, 4).map((each) => readProperty(each, 'plimsoll.stream'))).toEqual(['0', '1', '2']);
    expect(find(copy, 'IfController')).toHaveLength(4);
  });

  test('shares of the rate are the plan’s own: by rate, by users, else equal', () => {
    const weights = (text: string) => readPlan(text, SCRIPT).groups.map(({ weight }) => weight);
    expect(
      weights(plan(group(one, { threads: '30' }) + group(one, { threads: `\${__P(users,10)}` }))),
    ).toEqual([0.75, 0.25]);
    expect(
      weights(
        plan(
          openGroup(one, 'rate(0) random_arrivals(10 s) rate(3/s)') +
            openGroup(one, 'rate(60/min) pause(1 s)'),
        ),
      ),
    ).toEqual([0.75, 0.25]);
    expect(weights(plan(group(one) + openGroup(one, 'rate(9/s)')))).toEqual([0.5, 0.5]);
    const off = group(one, { threads: '9' }).replace('enabled="true"', 'enabled="false"');
    expect(weights(plan(off + group(one)))).toEqual([1]);
    expect(() => weights(plan(off))).toThrow(/no enabled thread group/);
  });

  test('what would set a rate, keep results or end a side early is switched off', () => {
    const loop = element('LoopController', 'for ever', property('LoopController.loops', -1), one);
    const copy = rewrite(
      plan(
        element('ConstantThroughputTimer', 'rate', property('throughput', '60')) +
          element('ResultCollector', 'View Results Tree', property('filename', 'out.jtl')) +
          group(loop + element('ConstantTimer', 'think', property('ConstantTimer.delay', '300'))).replace(
            '>continue<',
            '>stoptest<',
          ),
      ),
    );
    expect(elements(copy).map(({ tagName }) => tagName)).toEqual([
      ...['TestPlan', 'SetupThreadGroup', 'IfController'],
      ...['ThreadGroup', 'IfController', 'LoopController', 'HTTPSamplerProxy', 'ConstantTimer'],
    ]);
    expect(readProperty(find(copy, 'ThreadGroup')[0] as never, 'ThreadGroup.on_sample_error')).toBe(
      'startnextloop',
    );
    expect(readProperty(find(copy, 'LoopController')[0] as never, 'LoopController.loops')).toBe('1');
  });

  test('transactions are parents or children as the user says, and never count the wait for a slot', () => {
    const text = plan(group(transaction('buy', one, true) + transaction('look', one, false)));
    const parents = (script: Partial<JMeterScript>) =>
      find(rewrite(text, script), 'TransactionController').map((each) => [
        readProperty(each, 'TransactionController.parent'),
        readProperty(each, 'TransactionController.includeTimers'),
      ]);
    expect(parents({})).toEqual([
      ['true', 'false'],
      ['false', 'false'],
    ]);
    expect(parents({ transactions: 'parents' })).toEqual([
      ['true', 'false'],
      ['true', 'false'],
    ]);
    expect(parents({ transactions: 'children' })).toEqual([
      ['false', 'false'],
      ['false', 'false'],
    ]);
  });
});

test.each([
  [
    'a document type',
    '<!DOCTYPE jmeterTestPlan SYSTEM "http://127.0.0.1/x.dtd"><jmeterTestPlan/>',
    /declares a document type/,
  ],
  ['entities', '<?xml version="1.0"?>\n<!doctype a [<!ENTITY a "b">]><a/>', /declares a document type/],
  ['half a file', '<jmeterTestPlan><hashTree>', /is not well-formed XML/],
  ['other XML', '<project/>', /holds <project>, expected <jmeterTestPlan>/],
  ['no plan', '<jmeterTestPlan><hashTree/></jmeterTestPlan>', /no enabled test plan/],
])('refuses %s', (_, text, reason) => {
  expect(() => rewrite(text)).toThrow(reason);
});

test('keeps what it does not touch to the letter', () => {
  const script = 'if (a < b && c > "d") {\n\tlog.info("ü – \\\\n")\n}\r\n]]>';
  const copy = rewrite(
    plan(
      group(
        request({ name: 'a & "b"', path: '/a?x=1&y=<2>', host: 'h' }) +
          element('JSR223Sampler', 's', property('script', script).replaceAll('\r', '&#xd;')),
      ),
    ),
  );
  const [sampler] = find(copy, 'JSR223Sampler');
  expect(sampler?.textContent).toBe(script);
  expect(readRequests(copy)).toEqual([`a & "b" ${TARGET} /a?x=1&y=<2>`]);
});
