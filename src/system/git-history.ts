import { type Git, isShallow } from './git.ts';

/** Commits fetched beyond the edge of a shallow clone before history is taken for what is there. */
const DEEPEN_BY = 300;

/** First-parent ancestors of a commit, itself first. A shallow clone is deepened once; what it still lacks is not told. */
export async function listAncestors(git: Git, commit: string, most: number): Promise<readonly string[]> {
  const here = await firstParents(git, commit, most);
  if (here.length >= most || !(await isShallow(git))) return here;
  const remote = (await git.read('remote'))?.split('\n')[0] || 'origin';
  await git.run('fetch', '--no-tags', `--deepen=${DEEPEN_BY}`, remote, commit);
  return await firstParents(git, commit, most);
}

async function firstParents(git: Git, commit: string, most: number): Promise<readonly string[]> {
  const text = await git.read('rev-list', '--first-parent', `--max-count=${most}`, commit, '--');
  return (text ?? '').split('\n').filter((line) => line !== '');
}
