import { z } from 'zod';
import { define, EVERYWHERE } from './definition.ts';
import { propertyNames, remoteHost, words } from './jmeter-words.ts';
import { listOf } from './lists.ts';
import { anyPath } from './path.ts';
import { matching, written } from './reader.ts';

const places = EVERYWHERE;
const NO_TEXTS: readonly string[] = [];

/** What only JMeter plans need. */
export const ENGINE_DEFINITIONS = {
  'target-property': define({
    group: 'What to compare',
    places,
    value: written(propertyNames),
    fallback: NO_TEXTS,
    byDefault: 'none: the hosts that stand in the plan are replaced',
    means:
      'Properties or variables through which a JMeter plan learns its target: one name takes the origin, host/port or host/port/protocol its parts.',
    expected: 'one name, or two or three with slashes between, such as host/port',
    example: 'host/port',
    placeholder: 'NAME[/NAME[/NAME]]',
  }),
  'jmeter-transactions': define({
    group: 'What to compare',
    places,
    value: z.enum(['plan', 'children', 'parents']),
    fallback: 'plan' as const,
    byDefault: 'plan, as each controller is set',
    means:
      'Whether transaction controllers of a JMeter plan count as endpoints (parents), or the requests in them (children).',
    expected: 'plan, children or parents',
    example: 'parents',
    placeholder: 'plan|children|parents',
  }),
  'jmeter-home': define({
    group: 'Around it',
    places,
    value: written(anyPath('the folder of a JMeter installation')),
    fallback: '',
    byDefault: 'JMETER_HOME, the PATH, then jmeter-version from the cache or downloaded',
    means: 'A JMeter installation to use, 5.6.2 or later, with the plugins that the plan needs.',
    expected: 'the folder of a JMeter installation',
    example: '/opt/apache-jmeter-5.6.3',
    placeholder: 'DIR',
  }),
  'jmeter-version': define({
    group: 'Around it',
    places,
    value: matching(/^\d{1,3}\.\d{1,3}(\.\d{1,3})?$/),
    fallback: '5.6.3',
    byDefault: '5.6.3',
    means: 'The JMeter release to fetch, in full. One that Plimsoll does not know needs jmeter-sha512 too.',
    expected: 'a release of JMeter in full, such as 5.6.3',
    example: '5.6.3',
    placeholder: 'VERSION',
  }),
  'jmeter-sha512': define({
    group: 'Around it',
    places,
    value: matching(/^[0-9a-fA-F]{128}$/).transform((text) => text.toLowerCase()),
    fallback: '',
    byDefault: 'known for known releases',
    means: "SHA-512 of the JMeter release's .tgz archive.",
    expected: '128 hexadecimal digits',
    example:
      '5978a1a35edb5a7d428e270564ff49d2b1b257a65e17a759d259a9283fc17093e522fe46f474a043864aea6910683486340706d745fcdf3db1505fd71e689083',
    placeholder: 'HEX',
  }),
  'jmeter-args': define({
    group: 'Around it',
    places,
    value: written(words),
    fallback: NO_TEXTS,
    byDefault: 'none',
    means:
      "Further arguments of JMeter's command line, with blanks between. Properties are simpler in script-env.",
    expected: 'arguments such as -q load/user.properties -Jusers=20, without -n, -t, -l, -j, -r, -R',
    example: '-q load/user.properties',
    placeholder: 'ARGS',
  }),
  'jmeter-remote-hosts': define({
    group: 'Around it',
    places,
    value: listOf({ separator: /[,\s]+/, most: 64, read: remoteHost }),
    fallback: NO_TEXTS,
    byDefault: 'none: the load is made here',
    means:
      "Servers of JMeter's own distributed mode (jmeter-server) that make the load. They take turns between the versions, so as many are needed as versions, or a multiple.",
    expected: '1 to 64 servers as host or host:port',
    example: '[load-1:1099, load-1:1098, load-2:1099, load-2:1098]',
    placeholder: 'HOST[:PORT],…',
  }),
};
