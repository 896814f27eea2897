import { expect, test } from '@jest/globals';
import { failureOf, type JMeterEnd } from '../../../src/engines/jmeter/exits.ts';
import { isUsable, parseVersion } from '../../../src/engines/jmeter/installation.ts';
import { findJava, parseJavaVersion } from '../../../src/engines/jmeter/java.ts';
import { renderProperties } from '../../../src/engines/jmeter/properties.ts';

const END: JMeterEnd = {
  exit: { code: 0, signal: null },
  output: 'Created the tree successfully using plan.jmx\n',
  said: '',
  side: 'head',
  stopped: false,
  earlyMs: 0,
};

const MISSING = `Error in NonGUIDriver java.lang.IllegalArgumentException: Problem loading XML from:'plan.jmx'.
Cause:
CannotResolveClassException: kg.apc.jmeter.threads.UltimateThreadGroup

 Detail:com.thoughtworks.xstream.converters.ConversionException:
`;

test.each<[string, Partial<JMeterEnd>, RegExp | null]>([
  ['its end', {}, null],
  ['our stop', { stopped: true, earlyMs: 9000, exit: { code: 1, signal: null } }, null],
  ['an early end', { earlyMs: 4200 }, /ended 4\.2 s before the load was over/],
  ['an early end with words', { earlyMs: 4200, said: 'Test failed!' }, /was over: Test failed!/],
  [
    'a plugin that is not there',
    { exit: { code: 1, signal: null }, output: MISSING },
    /needs a plugin .*: kg\.apc\.jmeter\.threads\.UltimateThreadGroup$/,
  ],
  [
    'a plan that it cannot read',
    {
      exit: { code: 1, signal: null },
      output:
        "Error in NonGUIDriver java.lang.IllegalArgumentException: Problem loading XML from:'a.jmx'. \n",
    },
    /cannot run the plan: java\.lang\.Illegal/,
  ],
  [
    'a full heap',
    {
      exit: { code: 3, signal: null },
      output: 'Terminating due to java.lang.OutOfMemoryError: Java heap space',
    },
    /ran out of memory/,
  ],
  [
    'a server that is not there',
    {
      exit: { code: 1, signal: null },
      output:
        'Failed to configure 10.0.0.7:1099\nError in NonGUIDriver java.lang.RuntimeException: Following remote engines could not be configured:[10.0.0.7:1099]\n',
    },
    /^no JMeter server answers at 10\.0\.0\.7:1099$/,
  ],
  [
    'a server that is busy',
    {
      stopped: true,
      output: 'The following remote engines have not started:[ClientJMeterEngine [hostAndPort=a]]\n',
      said: 'Error in rconfigure() method: Engine is busy - please try later',
    },
    /would not begin: it still runs another test$/,
  ],
  [
    'a Java that cannot begin',
    {
      exit: { code: 1, signal: null },
      output:
        'Error occurred during initialization of VM\nToo small maximum heap\nNOTE: Picked up JDK_JAVA_OPTIONS: --add-opens=java.base/java.lang=ALL-UNNAMED\n',
    },
    /failed \(exit code 1\): Too small maximum heap$/,
  ],
  ['a kill', { exit: { code: null, signal: 'SIGKILL' } }, /was killed/],
  ['another code', { exit: { code: 7, signal: null }, said: 'why' }, /failed \(exit code 7\): why/],
])('case 69: %s has its own sentence', (_, end, says) => {
  const failure = failureOf({ ...END, ...end });
  if (says === null) expect(failure).toBeNull();
  else expect(failure?.message).toMatch(says);
});

test('case 69: a machine without Java, and a Java that is none, are told before anything is fetched', async () => {
  await expect(findJava({ PATH: '/nowhere' })).rejects.toThrow(
    'JMeter needs Java, and there is no java on the PATH',
  );
  await expect(findJava({ PATH: '/nowhere', JAVA_HOME: '/nowhere' })).rejects.toThrow(
    '/nowhere/bin/java does not answer `java -version` as Java does (JAVA_HOME names it)',
  );
});

test('reads versions of Java and JMeter as they say them', () => {
  expect(parseJavaVersion('openjdk version "17.0.15" 2025-04-15')).toBe(17);
  expect(parseJavaVersion('java version "1.8.0_392"')).toBe(8);
  expect(
    parseJavaVersion('The operation couldn’t be completed. Unable to locate a Java Runtime.'),
  ).toBeNull();
  expect(
    parseVersion('/_/   \\_\\_|   /_/   \\_\\____|_| |_|_____| |_| \\_\\ 5.6.3\n\nCopyright (c) 1999-2024'),
  ).toBe('5.6.3');
  expect(['5.6.3', '5.6.2', '5.6.1', '5.5', '6.0.0', '10.0'].map(isUsable)).toEqual([
    true,
    true,
    false,
    false,
    true,
    true,
  ]);
});

test('writes properties as Java reads them', () => {
  const text = renderProperties({ 'a b': ' x', path: 'C:\\new\ttab\nline', naïve: 'é=€#!:' });
  expect(text).toBe(
    'a\\ b=\\ x\npath=C\\:\\\\new\\u0009tab\\u000aline\nna\\u00efve=\\u00e9\\=\\u20ac\\#\\!\\:\n',
  );
});
