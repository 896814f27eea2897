import { mkdir, readdir, symlink } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';

/**
 * A place for a copy of the plan from which relative file names lead where they lead from the plan itself: its folder and those above
 * it, up to `root`, made anew with links to everything in them. Returns the path for the copy. Nothing is written into the user's tree.
 */
export async function stagePlan(plan: string, root: string, folder: string): Promise<string> {
  const home = dirname(plan);
  const way = relative(root, home);
  const isInside = !isAbsolute(way) && way.split(sep)[0] !== '..';
  const steps = isInside ? way.split(sep).filter((step) => step !== '') : [];
  let [from, to] = [isInside ? root : home, folder];
  for (const step of [...steps, basename(plan)]) {
    await mkdir(to, { recursive: true, mode: 0o700 });
    await linkAll(from, to, step);
    [from, to] = [join(from, step), join(to, step)];
  }
  return to;
}

async function linkAll(from: string, to: string, except: string): Promise<void> {
  const names = (await readdir(from)).filter((name) => name !== except && name !== '.git');
  await Promise.all(names.map((name) => symlink(join(from, name), join(to, name))));
}
