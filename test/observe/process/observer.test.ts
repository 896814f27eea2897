import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { createProcessObserver } from '../../../src/observe/process/observer.ts';

const started: ChildProcess[] = [];

afterEach(() => {
  for (const child of started.splice(0)) {
    try {
      process.kill(-(child.pid ?? Number.NaN), 'SIGKILL');
    } catch {
      // Gone already.
    }
  }
});

/** Starts Node code in a group of its own; it talks in lines and is told to go on by a line. */
function startNode(code: string, env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['-e', code], {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
    env: { ...process.env, ...env },
  });
  started.push(child);
  let heard = '';
  const waiting: (() => void)[] = [];
  child.stdout.on('data', (chunk: Buffer) => {
    heard += chunk.toString();
    for (const wake of waiting.splice(0)) wake();
  });
  return {
    pid: child.pid ?? Number.NaN,
    tell: (line: string) => child.stdin.write(`${line}\n`),
    async hear(line: RegExp): Promise<RegExpExecArray> {
      for (;;) {
        const match = line.exec(heard);
        if (match !== null) return match;
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
    },
  };
}

/** Burns CPU on the calling thread until its own clock of CPU time says so, then says what it used. */
const BURN = `
  const burn = (ms) => { const from = process.threadCpuUsage(); let used = 0;
    while (used < ms) { for (let i = 0; i < 1e5; i++); const { user, system } = process.threadCpuUsage(from); used = (user + system) / 1000; } return used; };`;

test('CPU time of a thread in a grandchild is seen to within a tenth', async () => {
  const worker = `const { parentPort } = require('node:worker_threads'); ${BURN} parentPort.once('message', () => parentPort.postMessage(burn(200)));`;
  const grandchild = `const { Worker } = require('node:worker_threads');
    const worker = new Worker(${JSON.stringify(worker)}, { eval: true });
    worker.once('online', () => console.log('up'));
    worker.once('message', (used) => console.log('burnt ' + used));
    process.stdin.once('data', () => worker.postMessage('go'));`;
  const child = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(grandchild)}], { stdio: 'inherit' });`;
  const root = startNode(child);
  await root.hear(/up/);
  const observer = createProcessObserver();
  const before = observer.read(root.pid);
  root.tell('go');
  const used = Number((await root.hear(/burnt ([\d.]+)/))[1]);
  const after = observer.read(root.pid);
  const seen = (after?.cpuMs ?? 0) - (before?.cpuMs ?? 0);
  expect(used).toBeGreaterThanOrEqual(200);
  expect(seen).toBeGreaterThan(0.9 * used);
  expect(seen).toBeLessThan(1.1 * used + 10);
});

test('a child that has ended stays in the total, even one that began and ended between two readings', async () => {
  const burner = `${BURN} burn(150);`;
  const root = startNode(`
    process.stdin.on('data', () => {
      require('node:child_process').execFileSync(process.execPath, ['-e', ${JSON.stringify(burner)}]);
      console.log('done');
    });
    console.log('up');`);
  await root.hear(/up/);
  const observer = createProcessObserver();
  const before = observer.read(root.pid)?.cpuMs ?? Number.NaN;
  root.tell('go');
  await root.hear(/done/);
  const after = observer.read(root.pid)?.cpuMs ?? Number.NaN;
  expect(after - before).toBeGreaterThan(140);
  expect(observer.read(root.pid)?.cpuMs).toBeGreaterThanOrEqual(after);
});

test('a daemon that left the tree is known by its mark', async () => {
  const daemon = `const held = Buffer.alloc(80e6, 1); console.log('daemon ' + process.pid); setInterval(() => held, 1000);`;
  const root = startNode(
    `require('node:child_process').spawn('setsid', ['-f', process.execPath, '-e', ${JSON.stringify(daemon)}], { stdio: 'inherit' });
     setInterval(() => {}, 1000);`,
    { PLIMSOLL_RUN: `test-${process.pid}` },
  );
  const daemonPid = Number((await root.hear(/daemon (\d+)/))[1]);
  try {
    // Two bare Node processes hold far less.
    expect(createProcessObserver().read(root.pid)?.residentBytes).toBeGreaterThan(80e6 + 60e6);
  } finally {
    process.kill(daemonPid, 'SIGKILL');
  }
});

test('what belongs to somebody else is not counted', async () => {
  const root = startNode(`console.log('up'); setInterval(() => {}, 1000);`);
  await root.hear(/up/);
  const other = startNode(`${BURN} process.stdin.once('data', () => console.log('burnt ' + burn(100)));`);
  const observer = createProcessObserver();
  const before = observer.read(root.pid)?.cpuMs ?? Number.NaN;
  other.tell('go');
  await other.hear(/burnt/);
  expect((observer.read(root.pid)?.cpuMs ?? Number.NaN) - before).toBeLessThan(30);
});

test('a process that has gone reads as null', async () => {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  expect(createProcessObserver().read(child.pid ?? Number.NaN)).toBeNull();
});

test('a reading costs under 5 ms of CPU', async () => {
  const root = startNode(`console.log('up'); setInterval(() => {}, 1000);`);
  await root.hear(/up/);
  const observer = createProcessObserver();
  observer.read(root.pid);
  const before = process.threadCpuUsage();
  for (let reading = 0; reading < 20; reading++) observer.read(root.pid);
  const { user, system } = process.threadCpuUsage(before);
  expect((user + system) / 1000 / 20).toBeLessThan(5);
});

test('a system without /proc tells nothing', () => {
  expect(createProcessObserver({ proc: '/nowhere', cgroup: '/nowhere' }).read(process.pid)).toBeNull();
});

test("a process in a container of its own is read from the container's books", async () => {
  const root = await mkdtemp(join(tmpdir(), 'plimsoll-cgroup-'));
  const paths = { proc: join(root, 'proc'), cgroup: join(root, 'cgroup') };
  const folder = join(paths.cgroup, 'system.slice/docker-1.scope');
  const usage = (us: number) =>
    writeFile(join(folder, 'cpu.stat'), `usage_usec ${us}\nuser_usec 1\nsystem_usec 1\n`);
  try {
    for (const path of [join(paths.proc, '7'), join(paths.proc, 'self'), folder])
      await mkdir(path, { recursive: true });
    await writeFile(join(paths.proc, '7/cgroup'), '0::/system.slice/docker-1.scope\n');
    await writeFile(join(paths.proc, 'self/cgroup'), '0::/user.slice\n');
    await writeFile(join(folder, 'memory.stat'), 'anon 3000\nfile 900000\nfile_mapped 500\n');
    await usage(1_000_000);
    const observer = createProcessObserver(paths);
    expect(observer.read(7)).toEqual({ cpuMs: 1000, residentBytes: 3500 });
    await usage(1_250_000);
    expect(observer.read(7)?.cpuMs).toBe(1250);
  } finally {
    await rm(root, { recursive: true });
  }
});
