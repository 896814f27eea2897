import { expect, test } from '@jest/globals';
import { failureOf } from '../../../src/engines/k6/exit-codes.ts';

const LOG = `time="2026-11-23T12:16:55Z" level=warning msg="Request Failed" error="refused"
time="2026-11-23T12:10:05Z" level=error msg="Error: boom at \\"init\\"\\n\\tat file:///shop/load.js:2:7(12)\\n" hint="script exception"
time="2026-11-23T12:16:57Z" level=error msg="test run was aborted because k6 received a 'interrupt' signal"`;

const end = (code: number | null, extra = {}) =>
  failureOf({ exit: { code, signal: null }, log: LOG, side: 'head', stopped: false, earlyMs: 0, ...extra });

test.each([
  [97, 'measurement', 'cloud'],
  [100, 'settings', 'setup()'],
  [101, 'settings', 'teardown()'],
  [102, 'settings', 'too long'],
  [104, 'settings', 'did not accept the script’s options'.replace('’', "'")],
  [105, 'measurement', 'stopped by someone else'],
  [106, 'measurement', 'REST API'],
  [107, 'settings', 'threw an exception against head: Error: boom at "init" at /shop/load.js:2:7(12)'],
  [108, 'settings', 'aborted the test'],
  [109, 'measurement', 'crashed'],
  [110, 'settings', 'marked the test as failed'],
  [137, 'measurement', 'out of memory'],
  [255, 'measurement', 'exit code 255'],
])('case 69: exit code %i is a %s failure of its own', (code, kind, words) => {
  const failure = end(code);
  expect(failure?.kind).toBe(kind);
  expect(failure?.message).toContain(words);
  expect(failure?.hint).not.toBe('');
});

test('thresholds that did not hold are no failure, an end before its time is', () => {
  expect(end(0)).toBeNull();
  expect(end(99)).toBeNull();
  expect(end(99, { earlyMs: 2500 })?.message).toContain('ended 2.5 s before the load was over');
  expect(end(99, { earlyMs: 2500, stopped: true })).toBeNull();
});

test('case 69: our own stop is no failure, force included; a kill by others is', () => {
  expect(end(105, { stopped: true })).toBeNull();
  expect(end(null, { stopped: true, exit: { code: null, signal: 'SIGKILL' } })).toBeNull();
  expect(end(null, { exit: { code: null, signal: 'SIGKILL' } })?.message).toContain('out of memory');
  expect(end(null, { exit: { code: null, signal: 'SIGSEGV' } })?.message).toContain('signal SIGSEGV');
});

test('a script error during our stop is still told', () => {
  expect(end(107, { stopped: true })?.kind).toBe('settings');
});
