import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SUBJECTS, type Subject, shop } from './subjects.ts';

export interface ShopCopies extends AsyncDisposable {
  readonly base: Subject;
  readonly head: Subject;
}

/** Two copies of the shop, with a table of `products` rows; head has the regression. */
export async function copyShop(regression: string, products: number): Promise<ShopCopies> {
  const folder = await mkdtemp(join(tmpdir(), 'plimsoll-shop-'));
  const copy = async (name: string): Promise<Subject> => {
    const cwd = join(folder, name);
    await cp(shop, cwd, { recursive: true });
    const seed = join(cwd, 'src/seed.js');
    const text = await readFile(seed, 'utf8');
    await writeFile(seed, text.replace('const PRODUCTS = 3000;', `const PRODUCTS = ${products};`));
    return { ...(SUBJECTS['medium'] as Subject), name, cwd, script: join(cwd, 'load/shop.js') };
  };
  const [base, head] = [await copy('base'), await copy('head')];
  await promisify(execFile)('git', ['apply', join('regressions', `${regression}.patch`)], { cwd: head.cwd });
  return { base, head, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}
