import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findExample } from '../../src/cli/demo/example.ts';
import type { Result } from '../../src/core/result.ts';
import { startCommand } from '../end-to-end/command.ts';
import { createRepository, type Repository } from '../targets/repository-for-tests.ts';

/** The shop with its order queue, compared with itself but for a patch. */
export interface ShopRun {
  readonly settings: string;
  /** Of examples/shop/regressions; null changes nothing but a text. */
  readonly patch: string | null;
  readonly env?: Readonly<Record<string, string>>;
}

export interface ShopOutcome {
  readonly code: number | null;
  readonly said: string;
  readonly json: Buffer;
  readonly result: Result;
}

/** The client that the shop imports: it has no modules of its own. */
export const KAFKA_CLIENT = fileURLToPath(import.meta.resolve('kafkajs'));

/** Runs `plimsoll compare` as a process of its own in a repository of its own. */
export async function compareShop({ settings, patch, env = {} }: ShopRun): Promise<ShopOutcome> {
  using repository = repositoryOfShop(settings, patch);
  const json = join(repository.path, '..', 'result.json');
  const running = startCommand('compare', { repository, flags: { base: 'main', json }, env });
  const { code, said } = await running.ended;
  const bytes = await readFile(json).catch(() => null);
  if (bytes === null) throw new Error(`no result, exit code ${code}: ${said.slice(-1500)}`);
  return { code, said, json: bytes, result: JSON.parse(bytes.toString()) as Result };
}

function repositoryOfShop(settings: string, patch: string | null): Repository {
  const repository = createRepository();
  cpSync(findExample(), repository.path, { recursive: true });
  repository.write('plimsoll.yml', settings);
  repository.commit('the shop');
  repository.git('checkout', '-q', '-b', 'topic');
  if (patch === null) repository.write('changed.txt', 'by topic\n');
  else
    execFileSync('git', ['apply', join('regressions', `${patch}.patch`)], {
      cwd: repository.path,
      env: repository.environment,
    });
  repository.commit('head');
  return repository;
}
