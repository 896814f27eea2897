import { spawn } from 'node:child_process';

/** Other load on the machine: a process that computes for `share` of the time, in bursts of 20 ms, until disposed. */
export function startHog(share: number): Disposable {
  const program = `
    const [busyMs, restMs] = [20, 20 * (1 - ${share}) / ${share}];
    // It must not outlive a bench that was cut short.
    const parent = process.ppid;
    while (process.ppid === parent) {
      const end = performance.now() + busyMs;
      while (performance.now() < end);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, restMs);
    }`;
  const child = spawn(process.execPath, ['-e', program], { stdio: 'ignore' });
  return { [Symbol.dispose]: () => void child.kill('SIGKILL') };
}
