import { existsSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { createTemporaryDirectory } from '../../src/system/temporary.ts';

test('a folder that nobody else may read, gone with what is in it', async () => {
  const temporary = await createTemporaryDirectory('test', {});
  writeFileSync(join(temporary.path, 'file'), 'x');
  expect(statSync(temporary.path).mode & 0o077).toBe(0);
  await temporary[Symbol.asyncDispose]();
  expect(existsSync(temporary.path)).toBe(false);
  await temporary[Symbol.asyncDispose]();
});

test("it lies in the runner's own folder where there is one", async () => {
  await using outer = await createTemporaryDirectory('outer', { RUNNER_TEMP: '', TMPDIR: tmpdir() });
  await using inner = await createTemporaryDirectory('inner', { RUNNER_TEMP: outer.path });
  expect(dirname(inner.path)).toBe(outer.path);
});
