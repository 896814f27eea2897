import assert from 'node:assert/strict';
import {
  dataSet,
  defaults,
  element,
  group,
  openGroup,
  plan,
  property,
  request,
  think,
  transaction,
  variables,
} from '../engines/jmeter/plan-builder.ts';
import {
  assertContains,
  bean,
  cookies,
  extract,
  header,
  loop,
  module,
  SIDE_HEADER,
  script,
} from './elements.ts';
import type { Ran } from './load-plan.ts';
import type { PlanCase } from './plan-case.ts';

const here = { host: 'localhost', port: '8080' };
const at = (name: string, path: string): string => request({ name, path, ...here });

const endpoints = ({ recording }: Ran): string[] =>
  [...new Set(recording.requests.map(({ endpoint }) => endpoint))].sort();
const samplesOf = ({ recording }: Ran, endpoint: string) =>
  recording.requests.filter((each) => each.endpoint === endpoint);
const paths = ({ echoes }: Ran, side = 0): string[] => (echoes[side]?.arrivals ?? []).map(({ path }) => path);

const WORKING: readonly PlanCase[] = [
  {
    name: 'origin in each request, data set, think time',
    files: {
      'plan.jmx': plan(
        SIDE_HEADER +
          group(
            dataSet('data/items.csv', 'id') +
              at('list', '/items') +
              request({ name: 'item', path: `/items/\${id}`, ...here }, think(120)),
            { threads: '3', loops: 1 },
          ),
      ),
      'data/items.csv': '17\n18\n19\n',
    },
    check(ran) {
      assert.deepEqual(endpoints(ran), ['item', 'list']);
      assert.deepEqual([...new Set(paths(ran))].sort(), ['/items', '/items/17', '/items/18', '/items/19']);
      assert.ok(
        Math.min(...ran.recording.durations) > 118,
        'iterations ended before their think time was over',
      );
      assert.ok(ran.recording.requests.some(({ durationMs }) => !Number.isInteger(durationMs)));
      for (const [side, { arrivals }] of ran.echoes.entries())
        assert.deepEqual(new Set(arrivals.map((each) => each.side)), new Set([side === 0 ? 'base' : 'head']));
    },
  },
  {
    name: 'defaults, open model, transactions as parents, setUp and tearDown',
    files: {
      'plan.jmx': plan(
        defaults({ host: `\${HOST}`, port: '8080' }) +
          group(request({ name: 'set up', path: '/setup' }), {
            tag: 'SetupThreadGroup',
            threads: '1',
            loops: 1,
          }) +
          group(request({ name: 'tear down', path: '/teardown' }), {
            tag: 'PostThreadGroup',
            threads: '1',
            loops: 1,
          }) +
          openGroup(
            transaction(
              'buy',
              request({ name: 'cart', path: '/cart', method: 'POST' }) +
                request({ name: 'pay', path: '/pay' }),
              true,
            ),
            'rate(30/sec) random_arrivals(60)',
            'buyers',
          ) +
          openGroup(request({ name: 'look', path: '/look' }), 'rate(10/sec) random_arrivals(60)', 'lookers'),
        { HOST: 'localhost' },
      ),
    },
    check(ran) {
      assert.deepEqual(endpoints(ran), ['buy', 'look']);
      const share = samplesOf(ran, 'buy').length / ran.recording.requests.length;
      assert.ok(share > 0.65 && share < 0.85, `${share} of the iterations bought, expected three of four`);
      for (const side of [0, 1])
        for (const once of ['/setup', '/teardown'])
          assert.equal(paths(ran, side).filter((path) => path === once).length, 1, `${once} of side ${side}`);
    },
  },
  {
    name: 'properties, transactions beside requests, listeners, a throughput timer, a stop on errors',
    files: {
      'plan.jmx': plan(
        bean('ConstantThroughputTimer', 'slow', property('throughput', '6')) +
          group(
            transaction(
              'visit',
              request({
                name: 'home',
                path: '/',
                host: `\${__P(target.host,localhost)}`,
                port: `\${__P(target.port,8080)}`,
              }),
              false,
            ) +
              request({
                name: 'broken',
                path: '/fail',
                host: `\${__P(target.host,localhost)}`,
                port: `\${__P(target.port,8080)}`,
              }),
          ).replace('>continue<', '>stoptest<'),
      ),
    },
    settings: { targetProperty: ['target.host', 'target.port'] },
    check(ran) {
      assert.deepEqual(endpoints(ran), ['broken', 'home']);
      assert.ok(samplesOf(ran, 'broken').every(({ failed }) => failed));
      assert.ok(samplesOf(ran, 'home').every(({ failed }) => !failed));
      assert.match(ran.exits[0]?.said ?? '', /^broken: 500 No, "never", =1\+1$/);
    },
  },
  {
    name: 'scheduler, whole origin in a variable, cookies, an extractor, assertions',
    files: {
      'plan.jmx': plan(
        variables({ BASE: 'https://shop.example.com' }) +
          cookies +
          group(
            request(
              { name: 'log in', path: `\${BASE}/login` },
              extract('token', '$.token') + assertContains('secret'),
            ) +
              request({ name: 'mine', path: `\${BASE}/mine?token=\${token}` }, assertContains('never there')),
            {
              threads: '4',
              properties:
                property('ThreadGroup.duration', '5') +
                property('ThreadGroup.delay', '2') +
                property('ThreadGroup.scheduler', true),
            },
          ),
      ),
    },
    check(ran) {
      assert.ok(samplesOf(ran, 'log in').every(({ failed }) => !failed));
      assert.ok(paths(ran).includes('/mine?token=secret'), paths(ran)[1]);
      assert.ok(samplesOf(ran, 'mine').every(({ failed }) => failed));
      assert.match(ran.exits[0]?.said ?? '', /never there/);
    },
  },
  {
    name: 'controllers: loops, one that never ends, while, once only, interleave, module of a fragment',
    files: {
      'plan.jmx': plan(
        element('TestFragmentController', 'Shared', '', at('shared', '/shared')) +
          group(
            element('OnceOnlyController', 'once', '', at('first', '/first')) +
              loop(2, at('twice', '/twice')) +
              loop(-1, at('for ever', '/for-ever')) +
              element(
                'InterleaveControl',
                'turns',
                property('InterleaveControl.style', 0),
                at('odd', '/odd') + at('even', '/even'),
              ) +
              module('Test Plan', 'Shared'),
            { threads: '2' },
          ),
      ),
    },
    check(ran) {
      assert.deepEqual(
        endpoints(ran).filter((name) => name !== 'first'),
        ['even', 'for ever', 'odd', 'shared', 'twice'],
      );
      const ratio = samplesOf(ran, 'twice').length / samplesOf(ran, 'for ever').length;
      assert.ok(ratio > 1.8 && ratio < 2.2, `twice ${ratio} times for ever`);
    },
  },
  {
    name: 'scripts as samplers, processors, timers and listeners; counters; properties from script-env',
    files: {
      'plan.jmx': plan(
        header('x-key', `\${__P(key)}`) +
          script(
            'JSR223Listener',
            'watch',
            `if (prev.getURL() == null && prev.getSampleLabel() != 'made') throw new Error('not a sample of the plan')`,
          ) +
          group(
            element(
              'CounterConfig',
              'count',
              property('CounterConfig.start', '1') +
                property('CounterConfig.incr', '1') +
                property('CounterConfig.name', 'n'),
            ) +
              script(
                'JSR223PreProcessor',
                'before',
                `vars.put('own', props.get('key') + '-' + vars.get('n'))`,
              ) +
              script('JSR223Sampler', 'made', `SampleResult.setResponseData('made', 'UTF-8')`) +
              at('counted', `/counted/\${own}`) +
              script('JSR223PostProcessor', 'after', `vars.remove('own')`) +
              script('JSR223Timer', 'a moment', 'return 5L') +
              element(
                'UniformRandomTimer',
                'some',
                property('ConstantTimer.delay', '1') + property('RandomTimer.range', '5'),
              ),
          ),
      ),
    },
    settings: { properties: { key: 'k1' } },
    silent: ['made'],
    check(ran) {
      assert.deepEqual(endpoints(ran), ['counted', 'made']);
      assert.ok(
        paths(ran).every((path) => /^\/counted\/k1-\d+$/.test(path)),
        paths(ran)[0],
      );
      assert.doesNotMatch(ran.exits.map(({ said }) => said).join(), /not a sample of the plan/);
    },
  },
  {
    name: 'a setUp group that hands a property on, groups by their threads, a pause',
    files: {
      'plan.jmx': plan(
        group(script('JSR223Sampler', 'prepare', `props.put('code', 'c' + 7)`), {
          tag: 'SetupThreadGroup',
          threads: '1',
          loops: 1,
        }) +
          group(at('many', `/many/\${__P(code)}`), { name: 'Many', threads: '30' }) +
          group(
            at('few', '/few') +
              element(
                'TestAction',
                'pause',
                property('ActionProcessor.action', 1) +
                  property('ActionProcessor.target', 0) +
                  property('ActionProcessor.duration', '50'),
              ),
            { name: 'Few', threads: `\${__P(few,10)}` },
          ),
      ),
    },
    check(ran) {
      assert.deepEqual(endpoints(ran), ['few', 'many']);
      const share = samplesOf(ran, 'many').length / ran.recording.requests.length;
      assert.ok(
        share > 0.65 && share < 0.85,
        `${share} of the requests were of the group with three times the users`,
      );
      assert.ok(paths(ran).includes('/many/c7'));
    },
  },
  {
    name: 'thread groups of plugins that are not installed',
    files: {
      'plan.jmx': plan(
        element('kg.apc.jmeter.threads.UltimateThreadGroup', 'ultimate', '', at('a', '/a')) +
          element(
            'com.blazemeter.jmeter.threads.concurrency.ConcurrencyThreadGroup',
            'concurrency',
            property('TargetLevel', '10'),
            at('b', '/b'),
          ),
      ),
    },
    check: (ran) => assert.deepEqual(endpoints(ran), ['a', 'b']),
  },
  {
    name: 'nested transactions as children, as the user says',
    files: {
      'plan.jmx': plan(
        group(
          transaction(
            'visit',
            at('home', '/') + transaction('buy', at('cart', '/cart') + at('pay', '/pay'), true),
            true,
          ),
        ),
      ),
    },
    settings: { transactions: 'children' },
    check: (ran) => assert.deepEqual(endpoints(ran), ['cart', 'home', 'pay']),
  },
  {
    name: 'a plan that includes another, from a folder beside it',
    files: {
      'plan.jmx': plan(
        defaults(here) +
          group(
            element(
              'IncludeController',
              'include',
              property('IncludeController.includepath', 'parts/part.jmx'),
            ),
          ),
      ),
      'parts/part.jmx': plan(
        element('TestFragmentController', 'Part', '', request({ name: 'part', path: '/part' })),
      ),
    },
    check: (ran) => assert.deepEqual(endpoints(ran), ['part']),
  },
  {
    name: 'labels and answers that would break a row of CSV, or a cell, or a table',
    files: {
      'plan.jmx': plan(
        group(
          ['=1+1', 'a,"b"\nc', '@you | <img src=x>', 'näme 🚢']
            .map((name, index) => at(name, `/fail/${index}`))
            .join(''),
        ),
      ),
    },
    check: (ran) => assert.deepEqual(endpoints(ran), ['=1+1', '@you | <img src=x>', 'a,"b"\nc', 'näme 🚢']),
  },
  {
    name: 'precise throughput, and users who wait for each other',
    files: {
      'plan.jmx': plan(
        group(
          bean(
            'PreciseThroughputTimer',
            'precise',
            property('throughput', 1) + property('throughputPeriod', 3600) + property('duration', 60),
          ) +
            bean('SyncTimer', 'together', property('groupSize', 2) + property('timeoutInMs', 300)) +
            at('together', '/together'),
        ),
      ),
    },
    check: (ran) => assert.deepEqual(endpoints(ran), ['together']),
  },
];

/** Plans as users write them, put together by hand. */
export const FORMS: readonly PlanCase[] = WORKING.map((form) => ({ expected: 'worked', ...form }));

/** Plans that nobody can load side by side as they are. */
export const REFUSED: readonly PlanCase[] = [
  {
    name: 'two origins, and nobody says which is the service',
    files: {
      'plan.jmx': plan(group(at('a', '/a') + request({ name: 'b', path: '/b', host: 'cdn.example.com' }))),
    },
    expected: /go to several origins/,
  },
  {
    name: 'a host that only a run knows',
    files: { 'plan.jmx': plan(group(request({ name: 'a', path: '/a', host: `\${shard}` }))) },
    expected: /is known in a run only/,
  },
  {
    name: 'a document type',
    files: {
      'plan.jmx': plan(group(at('a', '/a'))).replace(
        '?>',
        '?>\n<!DOCTYPE jmeterTestPlan SYSTEM "http://127.0.0.1/x.dtd">',
      ),
    },
    expected: /declares a document type/,
  },
];
