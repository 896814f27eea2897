import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SERVICE = fileURLToPath(new URL('./fixtures/service.mjs', import.meta.url));

/** A real git repository in a temporary folder, beside a home and a runner folder of its own. */
export interface Repository extends Disposable {
  readonly path: string;
  /** What the action would see: nothing of this machine but the way to programs. */
  readonly environment: Readonly<Record<string, string>>;
  git(...args: readonly string[]): string;
  write(path: string, text: string): void;
  /** Commits everything; returns the commit's id. */
  commit(message: string): string;
  /** Puts empty commits on a branch, many at once. */
  grow(branch: string, from: string, commits: number): void;
  /** A bare copy of it, for clones. */
  bare(): string;
  /** Another repository, cloned from a bare one with the given options of `git clone`. */
  clone(from: string, ...options: readonly string[]): Repository;
}

/** With one commit on `main`, which holds a small service. */
export function createRepository(): Repository {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'plimsoll-test-')));
  const repository = openRepository(root, 'work');
  mkdirSync(repository.path);
  repository.git('init', '-q', '-b', 'main');
  cpSync(SERVICE, join(repository.path, 'service.mjs'));
  repository.commit('a service');
  return repository;
}

let clones = 0;

function openRepository(root: string, name: string): Repository {
  const path = join(root, name);
  const home = join(root, 'home');
  const runner = join(root, `runner-${name}`);
  for (const folder of [home, runner]) mkdirSync(folder, { recursive: true });
  // Submodules from a local path are for tests only; git refuses them by default.
  writeFileSync(
    join(home, '.gitconfig'),
    '[user]\nname = Test\nemail = test@example.org\n[protocol "file"]\nallow = always\n',
  );
  const environment = { PATH: process.env['PATH'] ?? '', HOME: home, RUNNER_TEMP: runner };
  const gitIn = (cwd: string, args: readonly string[]): string =>
    execFileSync('git', args, { cwd, env: environment, encoding: 'utf8', stdio: 'pipe' }).trim();
  const repository: Repository = {
    path,
    environment,
    git: (...args) => gitIn(path, args),
    write(file, text) {
      mkdirSync(dirname(join(path, file)), { recursive: true });
      writeFileSync(join(path, file), text);
    },
    commit(message) {
      repository.git('add', '-A');
      repository.git('commit', '-q', '--allow-empty', '-m', message);
      return repository.git('rev-parse', 'HEAD');
    },
    grow(branch, from, commits) {
      const stream = Array.from({ length: commits }, (_, index) => {
        const parent = index === 0 ? `from ${from}\n` : '';
        return `commit refs/heads/${branch}\ncommitter Test <test@example.org> ${1e9 + index} +0000\ndata ${branch.length}\n${branch}\n${parent}`;
      });
      execFileSync('git', ['fast-import', '--quiet'], {
        cwd: path,
        env: environment,
        input: stream.join('\n'),
      });
    },
    bare() {
      const target = join(root, `${name}.git`);
      gitIn(root, ['clone', '-q', '--bare', path, target]);
      return target;
    },
    clone(from, ...options) {
      clones += 1;
      const target = `clone-${clones}`;
      const clone = openRepository(root, target);
      gitIn(root, ['clone', '-q', ...options, `file://${from}`, target]);
      return clone;
    },
    [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }),
  };
  return repository;
}
