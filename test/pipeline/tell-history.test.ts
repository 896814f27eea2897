import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openDirectoryStore } from '../../src/baselines/directory/store.ts';
import { tellHistory } from '../../src/pipeline/tell-history.ts';
import { makePlan } from '../../src/settings/plan.ts';
import { recordingOf } from '../baselines/recordings.ts';
import { buildResult, quietRun } from '../report/result-builder.ts';
import { fromFlags, WHOLE } from '../settings/read-for-tests.ts';
import { createRepository, type Repository } from '../targets/repository-for-tests.ts';

const RESULT = buildResult({ verdict: 'pass', reason: { kind: 'held' }, comparisons: quietRun() });
const DAY_MS = 86_400_000;

function tell(repository: Repository, location: string) {
  const context = { workspace: repository.path, defaultBase: 'main', seed: 'x' };
  const plan = makePlan(fromFlags({ ...WHOLE, baseline: location }), context);
  const said: string[] = [];
  const surroundings = {
    environment: repository.environment,
    say: (line: string) => void said.push(line),
    progress: () => undefined,
    signal: new AbortController().signal,
    version: 'test',
  };
  return { told: tellHistory(RESULT, plan, surroundings), said };
}

test('a result carries what was recorded of the commits before it, oldest first', async () => {
  using repository = createRepository();
  const commits = ['one', 'two', 'three'].map((message) => repository.commit(message));
  const store = openDirectoryStore(join(repository.path, 'kept'), 'default');
  for (const [index, commit] of commits.entries()) {
    await store.append(recordingOf({ commit, at: 1_790_000_000_000 + index * DAY_MS }));
  }
  const { told } = tell(repository, 'dir:kept');
  const { history, notes } = await told;
  expect(history?.metrics.map(({ metric }) => metric)).toEqual(['p95']);
  expect(history?.metrics[0]?.points.map(({ commit }) => commit)).toEqual(commits);
  expect(notes).toEqual(RESULT.notes);
});

test('a result without recordings is as it was, and a store that cannot be read costs a line', async () => {
  using repository = createRepository();
  const none = tell(repository, 'dir:kept');
  expect(await none.told).toEqual(RESULT);
  writeFileSync(join(repository.path, 'kept'), 'no folder');
  const broken = tell(repository, 'dir:kept');
  expect(await broken.told).toEqual(RESULT);
  expect(broken.said).toEqual([expect.stringContaining('the stored baseline was not read')]);
});
