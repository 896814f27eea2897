import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Result } from '../../src/core/result.ts';
import { jtl } from '../finished/write-jtl.ts';

const COMMAND = join(import.meta.dirname, '../../src/cli/index.ts');
/** No repository, no service, no k6. */
let folder: string;
const run = (ms: number, at: number) =>
  jtl(Array.from({ length: 6000 }, (_, i) => ({ at: at + 20 * i, ms: ms + ((i * 7919) % 31) })));

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'plimsoll-finished-'));
  writeFileSync(join(folder, 'before.jtl'), run(20, 1_795_404_900_000));
  writeFileSync(join(folder, 'after.jtl'), run(90, 1_795_408_500_000));
});
afterAll(() => rmSync(folder, { recursive: true }));

function compare(...flags: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, 'compare', ...flags], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], HOME: folder, GIT_CEILING_DIRECTORIES: tmpdir() },
  });
  return { status, said: `${stdout}${stderr}` };
}

it('compares two files where there is nothing else, and writes the result', () => {
  const { status, said } = compare(
    '--base-results=before.jtl',
    '--head-results=after.jtl',
    '--json=result.json',
    '--html=report.html',
    '--junit=report.xml',
  );
  expect(said).toContain('Slower: ');
  expect(status).toBe(1);
  const result = JSON.parse(readFileSync(join(folder, 'result.json'), 'utf8')) as Result;
  expect(result).toMatchObject({
    against: { kind: 'finished', pairing: 'none' },
    judgement: { verdict: 'fail' },
  });
  const written = (name: string): string => readFileSync(join(folder, name), 'utf8');
  expect(written('report.html')).toMatch(/^<!doctype html>/i);
  expect(written('report.xml')).toContain('<testcase classname="run" name="verdict" time="0"><failure ');
});

it('goes by the rules of plimsoll.yml, and by none that start anything', () => {
  writeFileSync(
    join(folder, 'plimsoll.yml'),
    'start: npm start\nscript: load.js\nlimits:\n  p95: 1ms\ninconclusive: fail\n',
  );
  const { status, said } = compare('--base-results=before.jtl', '--head-results=before2.jtl');
  expect([status, said]).toEqual([2, expect.stringContaining('before2.jtl": there is no such file')]);
  writeFileSync(join(folder, 'before2.jtl'), run(20, 1_795_412_100_000));
  const again = compare('--base-results=before.jtl', '--head-results=before2.jtl');
  expect(again).toEqual({ status: 1, said: expect.stringContaining('Over the limit: p95') });
});

it.each([
  [['--base-results=before.jtl'], /received base-results alone, expected head-results beside it/],
  [['--base-results=a.jtl', '--head-results=a.jtl'], /received the file of base-results, expected another/],
  [
    ['--base-results=before.jtl', '--head-results=after.jtl', '--start=npm start', '--script=load.js'],
    /received start beside base-results.*received script beside base-results/s,
  ],
])('refuses %j', (flags, says) => {
  const { status, said } = compare(...flags);
  expect(said).toMatch(says);
  expect(status).toBe(2);
});
