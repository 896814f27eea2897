import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { readScriptFiles } from '../../../src/engines/k6/script-files.ts';
import { hashScript } from '../../../src/engines/k6/script-hash.ts';
import { createWorkspace } from './rig.ts';

const open = new AsyncDisposableStack();
afterAll(() => open.disposeAsync());

const FILES = {
  'load/shop.js': `import { a } from './lib/a.js';\nconst d = JSON.parse(open('../data.json'));\nimport http from 'k6/http';`,
  'load/lib/a.js': `const b = require("../b.ts"); export const a = b;`,
  'load/b.ts': `export * from './lib/a.js';`,
  'data.json': '{}',
  'unrelated.js': '',
};

async function checkout(): Promise<string> {
  return open.use(await createWorkspace(FILES)).path;
}

const hashOf = async (script: string): Promise<string> => hashScript(script, await readScriptFiles(script));

test('is the same for the same files in another place', async () => {
  const [one, two] = [await checkout(), await checkout()];
  const hash = await hashOf(join(one, 'load/shop.js'));
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(await hashOf(join(two, 'load/shop.js'))).toBe(hash);
});

test.each(Object.keys(FILES).filter((name) => name !== 'unrelated.js'))('changes with %s', async (name) => {
  const root = await checkout();
  const script = join(root, 'load/shop.js');
  const before = await hashOf(script);
  await writeFile(join(root, 'unrelated.js'), 'changed');
  expect(await hashOf(script)).toBe(before);
  await writeFile(join(root, name), `${FILES[name as keyof typeof FILES]}\n// changed`);
  expect(await hashOf(script)).not.toBe(before);
});
