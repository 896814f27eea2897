import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { watchCommandFiles } from '../../src/system/command-files.ts';

interface Folder extends Disposable {
  readonly path: string;
  readonly environment: Readonly<Record<string, string>>;
  read(name: string): string;
  write(name: string, text: string): void;
}

function openFolder(): Folder {
  const path = mkdtempSync(join(tmpdir(), 'plimsoll-commands-'));
  const write = (name: string, text: string): void => writeFileSync(join(path, name), text);
  write('set_env_1', '');
  write('save_state_1', 'mark<<x\nabc\nx\n');
  write('set_output_0', 'of another step');
  return {
    path,
    environment: { GITHUB_ENV: join(path, 'set_env_1'), GITHUB_STATE: join(path, 'save_state_1') },
    read: (name) => readFileSync(join(path, name), 'utf8'),
    write,
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  };
}

test('case 20: appended, emptied, deleted and replaced files are as they were, and are named', async () => {
  const deeds: readonly ((folder: Folder) => void)[] = [
    ({ write }) => write('save_state_1', 'mark<<x\nabc\nx\nmark=1\n'),
    ({ write }) => write('save_state_1', ''),
    ({ path }) => unlinkSync(join(path, 'save_state_1')),
    ({ path }) => {
      unlinkSync(join(path, 'save_state_1'));
      symlinkSync('/etc/hostname', join(path, 'save_state_1'));
    },
  ];
  for (const deed of deeds) {
    using folder = openFolder();
    const files = await watchCommandFiles(folder.environment);
    deed(folder);
    expect(await files.restore()).toEqual({ ours: ['GITHUB_STATE'], siblings: [] });
    expect(folder.read('save_state_1')).toBe('mark<<x\nabc\nx\n');
    expect(await files.restore()).toEqual({ ours: [], siblings: [] });
    expect(readdirSync(folder.path)).toHaveLength(3);
  }
});

test('files of other steps are named and left alone: such a step may run beside us', async () => {
  using folder = openFolder();
  const files = await watchCommandFiles(folder.environment);
  folder.write('set_output_0', 'of another step, which went on');
  folder.write('step_summary_2', 'of a step that began');
  folder.write('notes.txt', 'nothing of the runner’s');
  const { ours, siblings } = await files.restore();
  expect(ours).toEqual([]);
  expect(siblings.map((path) => path.slice(folder.path.length + 1)).sort()).toEqual([
    'set_output_0',
    'step_summary_2',
  ]);
  expect(folder.read('set_output_0')).toContain('went on');
});

test('where there are no such files nothing is watched', async () => {
  const files = await watchCommandFiles({ GITHUB_ENV: '/nowhere/set_env_1' });
  expect(await files.restore()).toEqual({ ours: [], siblings: [] });
});
