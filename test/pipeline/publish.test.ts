import { expect, it } from '@jest/globals';
import type { Plan } from '../../src/core/plan.ts';
import type { ServerPlan } from '../../src/core/server-plan.ts';
import { publishResult } from '../../src/pipeline/publish.ts';
import { makePlan } from '../../src/settings/plan.ts';
import { buildResult, quietRun } from '../report/result-builder.ts';
import { fromFlags, WHOLE } from '../settings/read-for-tests.ts';

const RESULT = buildResult({ verdict: 'pass', reason: { kind: 'held' }, comparisons: quietRun() });

const planWith = (remoteWrite: Partial<ServerPlan> | null): Plan => ({
  ...makePlan(fromFlags(WHOLE), { workspace: '/repo', defaultBase: 'main', seed: 'run 7' }),
  publish: {
    remoteWrite: remoteWrite && { url: '', credentials: { kind: 'none' }, headers: {}, ...remoteWrite },
  },
});

async function publish(remoteWrite: Partial<ServerPlan> | null) {
  const said: string[] = [];
  const surroundings = {
    environment: {},
    say: (line: string) => void said.push(line),
    signal: new AbortController().signal,
  };
  const { notes } = await publishResult(RESULT, planWith(remoteWrite), surroundings);
  return { notes, said };
}

it('says nothing where results are kept nowhere else', async () => {
  expect(await publish(null)).toEqual({ notes: [], said: [] });
});

it('costs one warning where the receiver is not to be spoken to, never the result', async () => {
  const { notes, said } = await publish({ url: 'http://169.254.169.254/api/v1/write' });
  expect(notes).toEqual([
    expect.stringMatching(/^The result was not published by remote write: .*link-local/),
  ]);
  expect(said).toEqual([]);
});

it('leaves a line in the log where the secret is not there, as in runs for forks', async () => {
  const token = { kind: 'variable', name: 'WRITE_TOKEN' } as const;
  const { notes, said } = await publish({
    url: 'http://127.0.0.1:9/api/v1/write',
    credentials: { kind: 'bearer', token },
  });
  expect(notes).toEqual([]);
  expect(said).toEqual([expect.stringContaining('WRITE_TOKEN is not set')]);
});
