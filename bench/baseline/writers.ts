import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openGitBranchStore } from '../../src/baselines/branch/store.ts';
import type { Finding } from '../verdict/claim.ts';
import { madeUpHistory } from './three-months.ts';

const WRITERS = 50;

/** Fifty clones append at once to the same branch of a real bare repository that refuses to be forced. */
export async function fiftyWriters(): Promise<Finding> {
  const root = mkdtempSync(join(tmpdir(), 'plimsoll-writers-'));
  const git = (cwd: string, ...args: string[]): string =>
    execFileSync('git', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    git(root, 'init', '-q', '--bare', '-b', 'main', 'remote.git');
    const remote = join(root, 'remote.git');
    git(remote, 'config', 'receive.denyNonFastForwards', 'true');
    const recordings = madeUpHistory('writers')
      .slice(0, WRITERS)
      .flatMap(({ recordings: own }) => own);
    const started = performance.now();
    const appended = await Promise.all(
      recordings.map(async (recording, writer) => {
        const clone = `clone-${writer}`;
        git(root, 'clone', '-q', remote, clone);
        await using store = await openGitBranchStore({
          workspace: join(root, clone),
          branch: 'plimsoll',
          folder: 'default',
          environment: process.env,
          signal: new AbortController().signal,
          remote: null,
          token: null,
        });
        return await store.append(recording);
      }),
    );
    const seconds = (performance.now() - started) / 1000;
    const files = git(remote, 'ls-tree', '-r', '--name-only', 'plimsoll')
      .split('\n')
      .filter((name) => name.startsWith('default/'));
    const merges = git(remote, 'rev-list', '--merges', '--count', 'plimsoll');
    const refused = appended.filter(({ kind }) => kind === 'refused').length;
    return {
      title: 'Fifty writers at once: every entry is there, nothing was forced',
      columns: ['writers', 'entries', 'refused', 'merge commits', 'seconds'],
      rows: [
        {
          cells: [`${WRITERS}`, `${files.length}`, `${refused}`, merges, seconds.toFixed(0)],
          holds: files.length === WRITERS && refused === 0 && merges === '0',
        },
      ],
    };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
