import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const BUILD = join(import.meta.dirname, '../../scripts/build.ts');

/** The action as its sources build to now, by itself in a folder: what is tested is what will be shipped. */
export interface FreshBundle extends Disposable {
  readonly main: string;
  readonly post: string;
}

export function buildBundle(): FreshBundle {
  const root = mkdtempSync(join(tmpdir(), 'plimsoll-bundle-'));
  const folder = join(root, 'dist');
  const script = `import { buildDist } from ${JSON.stringify(BUILD)}; await buildDist(${JSON.stringify(folder)});`;
  execFileSync(process.execPath, ['--input-type=module', '-e', script], { stdio: 'pipe' });
  return {
    main: join(folder, 'index.js'),
    post: join(folder, 'post.js'),
    [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }),
  };
}
