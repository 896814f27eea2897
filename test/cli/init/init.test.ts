import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { findContradictions } from '../../../src/settings/contradictions.ts';
import { readSettings } from '../../../src/settings/read.ts';

const COMMAND = resolve('src/cli/index.ts');
const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

async function makeFolder(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'plimsoll-init-')));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) await writeFile(join(folder, path), text);
  return folder;
}

const init = (cwd: string, ...flags: readonly string[]): string =>
  execFileSync(process.execPath, [COMMAND, 'init', ...flags], { cwd, encoding: 'utf8' });

const settingsIn = async (folder: string) =>
  readSettings({
    values: {},
    origin: 'flag',
    file: { path: 'plimsoll.yml', text: await readFile(join(folder, 'plimsoll.yml'), 'utf8') },
  });

test('writes three files that fit each other, and says what was guessed', async () => {
  const folder = await makeFolder({
    'package.json': '{"scripts":{"start":"node ."}}',
    'package-lock.json': '{}',
  });
  const said = init(folder, '--paths', 'GET /, POST /cart {"id": 1}', '--ready', '/health');
  expect(said).toMatch(
    /wrote load\/plimsoll\.js\nwrote plimsoll\.yml\nwrote \.github\/workflows\/plimsoll\.yml\n/,
  );
  expect(said).toContain('They are guesses from package.json');
  const settings = await settingsIn(folder);
  expect(findContradictions(settings)).toEqual([]);
  expect(settings).toMatchObject({
    build: 'npm ci',
    start: 'npm start',
    ready: '/health',
    script: 'load/plimsoll.js',
  });
  expect(await readFile(join(folder, 'load/plimsoll.js'), 'utf8')).toContain(
    `  { method: 'POST', path: '/cart', body: {"id": 1} },`,
  );
  const example = await readFile('examples/workflows/pull-request.yml', 'utf8');
  const workflow = await readFile(join(folder, '.github/workflows/plimsoll.yml'), 'utf8');
  // The checkout is pinned to what the examples are pinned to, which the workflow linters see.
  expect(workflow.split('\n').find((line) => line.includes('actions/checkout'))).toBe(
    example.split('\n').find((line) => line.includes('actions/checkout')),
  );
});

test('never touches what is there', async () => {
  const folder = await makeFolder({ 'plimsoll.yml': 'start: mine\n' });
  expect(init(folder)).toContain('kept plimsoll.yml, which was there already');
  expect(await readFile(join(folder, 'plimsoll.yml'), 'utf8')).toBe('start: mine\n');
  expect(init(folder)).not.toMatch(/^wrote/m);
});

test('asks for the start where nothing was found, and takes what it is given', async () => {
  const unknown = await makeFolder({});
  expect(init(unknown)).toMatch(
    /1\. No way to start the service was found: write `start` into plimsoll\.yml/,
  );
  const told = await makeFolder({ 'go.mod': '', 'main.go': '' });
  expect(init(told, '--start', './serve "a: b" # c', '--script', 'k6/shop.js')).not.toContain(
    'load/plimsoll.js',
  );
  expect(await settingsIn(told)).toMatchObject({
    build: '',
    start: './serve "a: b" # c',
    script: 'k6/shop.js',
  });
});
