import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { keepRecording } from '../../src/action/keep-recording.ts';
import { readEntry } from '../../src/baselines/entry-text.ts';
import { keepRefused } from '../../src/pipeline/keep-refused.ts';
import { readZip } from '../../src/system/zip-reader.ts';
import { recordingOf } from '../baselines/recordings.ts';
import { startRuns } from '../github/fake-runs.ts';

const surroundings = (environment: Readonly<Record<string, string>>) => ({
  environment,
  say: () => undefined,
  progress: () => undefined,
  signal: new AbortController().signal,
  version: 'test',
});

test('case 47: what a store refused is kept as an artifact that can be brought in later', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'plimsoll-refused-'));
  await using runs = await startRuns({});
  const recording = recordingOf();
  const path = await keepRefused(recording, { RUNNER_TEMP: folder.path });
  const job = { GITHUB_JOB: 'record', GITHUB_RUN_ATTEMPT: '2', ...runs.artifacts.environment(runs.url) };
  expect(await keepRecording(path, surroundings(job))).toBe(
    'It is kept as the artifact plimsoll-recording-record-2.',
  );

  const name = basename(path);
  const [stored] = runs.artifacts.stored;
  const bounds = { names: [name], entries: 1, bytes: 1_000_000, ratio: 100 };
  const content = readZip(stored?.zip as Buffer, bounds).get(name) as Buffer;
  const found = readEntry(content, { commit: recording.commit, where: name });
  expect(found).toEqual({
    kind: 'found',
    entry: { commit: recording.commit, recordings: [recording] },
  });
  // A second one of the same name is refused by the service; that is told, and nothing else fails.
  expect(await keepRecording(path, surroundings(job))).toContain(
    'could not be kept as an artifact: the artifact service answered CreateArtifact with 409',
  );
});

test('case 47: where there is no artifact service, it says that the file goes with the runner', async () => {
  expect(await keepRecording('nowhere', surroundings({}))).toContain('no artifact service here');
});
