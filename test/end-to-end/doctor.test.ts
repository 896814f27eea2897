import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { Examination } from '../../src/core/doctor/diagnosis.ts';
import { repositoryOfService } from './command.ts';

const COMMAND = join(import.meta.dirname, '../../src/cli/index.ts');

test('one real comparison of a checkout with itself leaves a page, its figures and nothing else', async () => {
  using repository = repositoryOfService();
  const flags = [
    ...['--runs=1', '--budget=30s', '--rate=40', '--seed=doctor', '--out=found.md'],
    ...['--script=load.js', `--start=${process.execPath} server.mjs`],
    `--k6-path=${process.env['PLIMSOLL_K6'] ?? ''}`,
  ];
  const child = spawn(process.execPath, [COMMAND, 'doctor', ...flags], {
    cwd: repository.path,
    env: { ...repository.environment, TMPDIR: repository.environment['RUNNER_TEMP'] },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  const code = await new Promise((resolve) => child.on('close', resolve));

  expect({ code, said }).toMatchObject({ code: 0 });
  expect(said).toMatch(
    /^run 1 · (pass|inconclusive|fail, an alarm) · \d+ s of load · p50 .* · CPU per request /m,
  );
  expect(said).not.toMatch(/^look /m);
  const page = readFileSync(join(repository.path, 'found.md'), 'utf8');
  expect(page).toMatch(/Alarms: [01] of 1 unchanged run/);
  expect(page).not.toMatch(/NaN|undefined|Infinity/);
  const found = JSON.parse(readFileSync(join(repository.path, 'found.json'), 'utf8')) as Examination;
  const { provenance, runs, startEffects, resolutions } = found.diagnosis;
  expect(runs.map(({ seed }) => seed)).toEqual(['doctor-1']);
  expect(provenance.base.commit).toBe(repository.git('rev-parse', 'topic'));
  expect(provenance.head.commit).toBe(provenance.base.commit);
  expect(found.notes).toEqual([]);
  expect(startEffects.map(({ metric, starts }) => [metric, starts])).toEqual([
    ['p50', 2],
    ['cpu', 2],
  ]);
  expect(startEffects.every(({ first }) => first !== null)).toBe(true);
  const seen = resolutions.map(({ metric, run, worst }) => [metric, run !== null, worst?.endpoint ?? null]);
  expect(seen).toContainEqual(['cpu', true, null]);
  expect(seen).toContainEqual(['p50', true, expect.stringMatching(/^GET \/(item|list)$/)]);
  expect(repository.git('worktree', 'list').split('\n')).toHaveLength(1);
  expect(readdirSync(repository.environment['RUNNER_TEMP'] as string)).toEqual([]);
}, 90_000);
