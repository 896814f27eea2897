import { execFileSync, spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Result } from '../../src/core/result.ts';

export interface RunFigures {
  readonly requestsPerSecond: number;
  readonly peakMb: number;
  /** From starting the command to the first iteration, less the service's own start-up, s. */
  readonly firstLoadSeconds: number;
  readonly loadSeconds: number;
}

/** A whole comparison by the bundled command, watched from outside. Margins that cannot be proven keep it going for the whole budget. */
export async function measureRun({ minutes, rate }: { minutes: number; rate: number }): Promise<RunFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'plimsoll-cost-'));
  try {
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@example.com', ...args], {
        cwd: folder,
      });
    await cp(join(import.meta.dirname, 'echo'), folder, { recursive: true });
    git('init', '--quiet', '--initial-branch', 'main');
    git('add', '.');
    git('commit', '--quiet', '-m', 'base');
    git('checkout', '--quiet', '-b', 'head');
    git('commit', '--quiet', '--allow-empty', '-m', 'head');
    const json = join(folder, 'result.json');
    const started = Date.now();
    const child = spawn(
      process.execPath,
      [
        resolve(import.meta.dirname, '../../dist/plimsoll.js'),
        ...['compare', '--base', 'main', '--start', `${process.execPath} server.js`, '--script', 'load.js'],
        ...['--rate', `${rate}`, '--budget', `${minutes}m`, '--margins', NOTHING_GATED, '--json', json],
      ],
      { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    let peakKb = 0;
    let firstLoad = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      if (firstLoad === 0 && chunk.toString().includes('load began')) firstLoad = Date.now();
    });
    while (child.exitCode === null && child.signalCode === null) {
      peakKb = Math.max(peakKb, await peakOf(child.pid as number));
      await sleep(250);
    }
    const result = JSON.parse(await readFile(json, 'utf8')) as Result;
    const { measurement } = result;
    return {
      requestsPerSecond: measurement.requestsPerSecond,
      peakMb: peakKb / 1024,
      firstLoadSeconds: (firstLoad - started - (measurement.starts[0]?.startUpMs ?? 0)) / 1000,
      loadSeconds: (measurement.windows * measurement.windowMs) / 1000,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Without a gated metric there is nothing that a pass could claim, so the run goes on to the end of its budget. */
const NOTHING_GATED = [
  'p50',
  'p90',
  'p95',
  'mean',
  'errors',
  'cpu',
  'memory',
  'endpoint.p50',
  'endpoint.p95',
  'endpoint.errors',
]
  .map((metric) => `${metric}=off`)
  .join(', ');

async function peakOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0);
}
