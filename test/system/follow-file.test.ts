import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { followFile } from '../../src/system/follow-file.ts';
import { createTemporaryDirectory } from '../../src/system/temporary.ts';

test('delivers a file that comes late and grows, to its end', async () => {
  await using folder = await createTemporaryDirectory('follow', process.env);
  const path = join(folder.path, 'growing');
  let text = '';
  const followed = followFile(path, (chunk) => {
    text += chunk.toString('utf8');
  });
  await appendFile(path, 'one\n');
  while (text === '') await new Promise((resolve) => setTimeout(resolve, 10));
  await appendFile(path, 'two\n'.repeat(200_000));
  followed.finish();
  await followed.ended;
  expect(text).toBe(`one\n${'two\n'.repeat(200_000)}`);
});

test('ends where no file ever comes, and passes on what the reader threw', async () => {
  await using folder = await createTemporaryDirectory('follow', process.env);
  const missing = followFile(join(folder.path, 'missing'), () => undefined);
  missing.finish();
  await missing.ended;
  await appendFile(join(folder.path, 'bad'), 'x');
  const bad = followFile(join(folder.path, 'bad'), () => {
    throw new Error('unreadable');
  });
  await expect(bad.ended).rejects.toThrow('unreadable');
});
