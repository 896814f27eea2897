import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openStore } from '../../src/baselines/open.ts';
import type { BaselinePlan } from '../../src/core/plan.ts';
import { STORED_MARGINS } from '../../src/core/policy.ts';
import { createRemote, type Remote } from './branch-for-tests.ts';
import { CREDENTIALS, createBucket } from './bucket-for-tests.ts';
import { commitId, recordingOf } from './recordings.ts';

let remote: Remote;

beforeEach(() => {
  remote = createRemote();
});

afterEach(() => remote[Symbol.dispose]());

const signal = new AbortController().signal;

function planOf(location: string | null, workspace: string): { readonly baseline: BaselinePlan } {
  return {
    baseline: {
      location,
      workspace,
      branch: 'main',
      service: 'shop',
      budgetMs: 60_000,
      runs: 20,
      comparableWhen: '',
      keep: 500,
      required: false,
      removed: [],
      margins: STORED_MARGINS,
    },
  };
}

test('every kind of place keeps what is given to it, under the name of the service', async () => {
  await using bucket = await createBucket();
  const clone = remote.clone();
  for (const [location, where] of [
    ['plimsoll', 'branch plimsoll of origin'],
    ['dir:kept', `folder ${clone.path}/kept/shop`],
    [`s3://perf/a?endpoint=${bucket.endpoint}`, 's3://perf/a/shop'],
  ] as const) {
    const environment = { ...clone.environment, ...CREDENTIALS };
    await using store = await openStore(planOf(location, clone.path), { environment, signal });
    expect(store.where).toBe(where);
    expect(await store.append(recordingOf())).toMatchObject({ kind: 'appended' });
    expect(await store.list()).toEqual([commitId(1)]);
  }
  expect(remote.git('ls-tree', '--name-only', 'plimsoll')).toBe('BASELINES.md\nshop');
});

test.each([
  ['main', /which is the one that is measured/],
  ['cache', /is the Actions cache/],
  [null, /is off/],
])('%s is refused', async (location, says) => {
  const opening = openStore(planOf(location, remote.origin.path), {
    environment: remote.origin.environment,
    signal,
  });
  await expect(opening).rejects.toMatchObject({ kind: 'settings', message: expect.stringMatching(says) });
});
