import type { Environment } from './event.ts';

const RELEASED = { repository: 'plimsoll/plimsoll', ref: 'main' };

/** Address of a page on setting Plimsoll up, in the version that runs. */
export function guideTo(page: 'forks' | 'two-jobs', environment: Environment): string {
  const server = environment['GITHUB_SERVER_URL'] || 'https://github.com';
  const repository = environment['GITHUB_ACTION_REPOSITORY'];
  return repository
    ? `${server}/${repository}/blob/${environment['GITHUB_ACTION_REF'] || RELEASED.ref}/docs/setups/${page}.md`
    : `https://github.com/${RELEASED.repository}/blob/${RELEASED.ref}/docs/setups/${page}.md`;
}
