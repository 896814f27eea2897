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
} from './plan-builder.ts';

const side = `<HeaderManager guiclass="HeaderPanel" testclass="HeaderManager" testname="headers" enabled="true"><collectionProp name="HeaderManager.headers"><elementProp name="" elementType="Header">${property('Header.name', 'x-side')}${property('Header.value', `\${__P(PLIMSOLL_SIDE)}`)}</elementProp></collectionProp></HeaderManager><hashTree/>`;
const here = { host: 'localhost', port: '8080' };

/** Plans of different make, each with the files beside it. */
export const FORMS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'origin in each request, data set, think time': {
    'plan.jmx': plan(
      side +
        group(
          dataSet('data/items.csv', 'id') +
            request({ name: 'list', path: '/items', ...here }) +
            request({ name: 'item', path: `/items/\${id}`, ...here }, think(120)),
          { threads: '3', loops: 1 },
        ),
    ),
    'data/items.csv': '17\n18\n19\n',
  },
  'defaults, open model, transactions as parents, setUp and tearDown': {
    'plan.jmx': plan(
      side +
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
            request({ name: 'cart', path: '/cart', method: 'POST' }) + request({ name: 'pay', path: '/pay' }),
            true,
          ),
          'rate(30/sec) random_arrivals(60)',
          'buyers',
        ) +
        openGroup(request({ name: 'look', path: '/look' }), 'rate(10/sec) random_arrivals(60)', 'lookers'),
      { HOST: 'localhost' },
    ),
  },
  'properties, transactions beside requests, listeners, a throughput timer': {
    'plan.jmx': plan(
      side +
        element('ConstantThroughputTimer', 'slow', property('throughput', '6')).replace(
          'guiclass="ConstantThroughputTimerGui"',
          'guiclass="TestBeanGUI"',
        ) +
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
};
