import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createRepository, type Repository } from '../targets/repository-for-tests.ts';
import { LOAD, service } from './service-under-test.ts';

const COMMAND = join(import.meta.dirname, '../../src/cli/index.ts');

/** A repository whose head differs from main by nothing but a file. */
export function repositoryOfService(files: Readonly<Record<string, string>> = {}): Repository {
  const repository = createRepository();
  const all = { 'server.mjs': service(1), 'load.js': LOAD, ...files };
  for (const [path, text] of Object.entries(all)) repository.write(path, text);
  repository.commit('base');
  repository.git('checkout', '-q', '-b', 'topic');
  repository.write('changed.txt', 'by topic\n');
  repository.commit('head');
  return repository;
}

export interface Running {
  readonly child: ChildProcess;
  /** All that it has printed so far, both streams. */
  said(): string;
  readonly ended: Promise<{ readonly code: number | null; readonly said: string }>;
}

type Texts = Readonly<Record<string, string>>;

/** `plimsoll compare` as its own process, in a repository. */
export const startCompare = (repository: Repository, flags: Texts): Running =>
  startCommand('compare', { repository, flags });

/** Any command as its own process, in a repository. */
export function startCommand(
  name: string,
  {
    repository,
    flags,
    env = {},
  }: { readonly repository: Repository; readonly flags: Texts; readonly env?: Texts },
): Running {
  const given = { 'k6-path': process.env['PLIMSOLL_K6'] ?? '', ...flags };
  const args = Object.entries(given).map(([flag, value]) => `--${flag}=${value}`);
  const child = spawn(process.execPath, [COMMAND, name, ...args], {
    cwd: repository.path,
    env: { ...repository.environment, TMPDIR: repository.environment['RUNNER_TEMP'], ...env },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  const ended = new Promise<{ code: number | null; said: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, said })),
  );
  return { child, said: () => said, ended };
}
