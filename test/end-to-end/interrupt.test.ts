import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { repositoryOfService, startCompare } from './command.ts';

/** Processes other than our own whose command line names the repository. */
function processesOf(path: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
        const place = readFileSync(`/proc/${pid}/environ`, 'utf8');
        return command.includes(path) || place.includes(path) ? [command] : [];
      } catch {
        return [];
      }
    });
}

test.each(['SIGINT', 'SIGTERM'] as const)(
  'case 68: %s in mid-test ends k6, both services and the worktree within five seconds',
  async (signal) => {
    using repository = repositoryOfService();
    const flags = { base: 'main', script: 'load.js', start: `${process.execPath} server.mjs`, rate: '40' };
    const running = startCompare(repository, flags);
    while (!running.said().includes('load began')) {
      if (running.child.exitCode !== null) throw new Error(running.said());
      await sleep(50);
    }
    expect(processesOf(repository.path).filter((command) => command.includes('server.mjs'))).not.toHaveLength(
      0,
    );
    const asked = performance.now();
    running.child.kill(signal);
    const { code, said } = await running.ended;
    expect(performance.now() - asked).toBeLessThan(5000);
    expect(code).toBe(3);
    expect(said).toContain('interrupted');
    expect(processesOf(repository.path)).toEqual([]);
    expect(repository.git('worktree', 'list').split('\n')).toHaveLength(1);
    expect(readdirSync(repository.environment['RUNNER_TEMP'] as string)).toEqual([]);
  },
  90_000,
);
