import { expect, test } from '@jest/globals';
import { Failure } from '../../src/core/failure.ts';
import { readProcess } from '../../src/system/process-table.ts';
import { type RunningProcess, startProcess } from '../../src/system/processes.ts';

const env = { PATH: process.env['PATH'] ?? '' };
const shell = (command: string): RunningProcess =>
  startProcess({ file: 'sh', args: ['-c', command], cwd: '/', env });
const lives = (pid: number): boolean => readProcess(pid)?.ended === false;

async function until(claim: () => boolean): Promise<void> {
  while (!claim()) await new Promise((resolve) => setTimeout(resolve, 10));
}

test('exit code and the output of both streams are kept', async () => {
  const running = shell('echo out; echo err >&2; exit 5');
  expect(await running.exited).toEqual({ code: 5, signal: null });
  expect(running.tail().split('\n').sort()).toEqual(['', 'err', 'out']);
});

test('case 27: the environment is the given one and no other', async () => {
  const running = startProcess({ file: 'env', args: [], cwd: '/', env: { ...env, ONE: '1' } });
  await running.exited;
  expect(running.tail().trim().split('\n').sort()).toEqual(['ONE=1', `PATH=${env.PATH}`]);
});

test('what is pinned and its children have the given processors and no others', async () => {
  const running = startProcess({
    file: 'sh',
    args: ['-c', 'sh -c "grep Cpus_allowed_list /proc/self/status; nproc"'],
    cwd: '/',
    env,
    cores: [0],
  });
  await running.exited;
  expect(running.tail().trim().split(/\s+/)).toEqual(['Cpus_allowed_list:', '0', '1']);
});

test('case 21: megabytes without a line end leaves memory flat', async () => {
  const running = shell('head -c 5000000 /dev/zero | tr "\\0" x');
  await running.exited;
  expect(running.tail().length).toBeLessThan(40_000);
});

test('a program that is not there is a failure', () => {
  const start = () => startProcess({ file: 'no-such-program', args: [], cwd: '/', env });
  expect(start).toThrow(Failure);
  expect(start).toThrow('could not start no-such-program');
});

test('a daemon that holds the output does not hide the end of the leader', async () => {
  const running = shell('sleep 30 & echo $!; exit 0');
  expect(await running.exited).toEqual({ code: 0, signal: null });
  const child = Number(running.tail());
  expect(lives(child)).toBe(true);
  await running.stop(1000);
  expect(lives(child)).toBe(false);
});

test('case 68: a stop takes the whole group, children that ignore SIGTERM after the grace', async () => {
  const running = shell(`trap '' TERM; (trap '' TERM; while :; do sleep 0.05; done) & echo $!; wait`);
  await until(() => running.tail() !== '');
  const child = Number(running.tail());
  const from = performance.now();
  await running.stop(300);
  expect(performance.now() - from).toBeGreaterThan(290);
  expect(lives(child)).toBe(false);
  expect(await running.exited).toEqual({ code: null, signal: 'SIGKILL' });
  await running.stop(300);
});

test('an interrupt reaches the leader alone', async () => {
  const running = startProcess({
    file: process.execPath,
    args: [
      '-e',
      `const child = require('node:child_process').spawn('sleep', ['30']);
       process.once('SIGINT', () => { console.log('child lives', child.exitCode === null && child.signalCode === null); process.exit(0); });
       console.log('up'); setInterval(() => {}, 1000);`,
    ],
    cwd: '/',
    env,
  });
  await until(() => running.tail().includes('up'));
  running.interrupt();
  await running.exited;
  expect(running.tail()).toContain('child lives true');
  await running.stop(1000);
});
