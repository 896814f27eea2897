import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { ConfigurationPlan } from '../../src/core/configuration/configuration-plan.ts';
import type { CommitVariant } from '../../src/core/configuration/variant.ts';
import { measurementFailure } from '../../src/core/failure.ts';
import type { Verdict } from '../../src/core/judgement.ts';
import type { Plan } from '../../src/core/plan.ts';
import { tellConfiguration } from '../../src/pipeline/attribute.ts';
import { readConfigurationChange } from '../../src/pipeline/configuration-change.ts';
import type { Instruments } from '../../src/pipeline/measure.ts';
import { makePlan } from '../../src/settings/plan.ts';
import { buildResult, quietRun } from '../report/result-builder.ts';
import { fromFlags, WHOLE } from '../settings/read-for-tests.ts';
import { createRepository, type Repository } from '../targets/repository-for-tests.ts';

let repository: Repository;

beforeEach(() => {
  repository = createRepository();
  repository.write('config/app.yml', 'pool: 8\n');
  repository.commit('configured');
  repository.git('checkout', '-q', '-b', 'change');
});
afterEach(() => repository[Symbol.dispose]());

const surroundings = (said: string[] = []) => ({
  environment: repository.environment,
  say: (line: string) => void said.push(line),
  progress: () => undefined,
  signal: new AbortController().signal,
  version: 'test',
});

function planWith(attribute: ConfigurationPlan['attribute']): Plan {
  const context = { workspace: repository.path, defaultBase: 'main', seed: 'x' };
  const configuration = { files: ['config/**'], env: [], settingsPath: 'plimsoll.yml', attribute };
  return { ...makePlan(fromFlags(WHOLE), context), configuration };
}

/** What is told after a verdict, with a third version that cannot be built, and what was asked of git for it. */
async function tell(attribute: ConfigurationPlan['attribute'], verdict: Verdict) {
  const plan = planWith(attribute);
  const change = await readConfigurationChange(plan, surroundings());
  const asked: CommitVariant[] = [];
  const instruments = {
    source: {
      beside: (variant: CommitVariant) => {
        asked.push(variant);
        throw measurementFailure('the build of mixed failed\n  | secret output', 'Try it.');
      },
    },
  } as unknown as Instruments;
  const result = buildResult({ verdict, reason: { kind: 'held' }, comparisons: quietRun() });
  const told = await tellConfiguration({ result, plan, change }, instruments, surroundings());
  return { finding: told.configuration, verdict: told.judgement.verdict, asked };
}

describe('when it is asked', () => {
  test('a change of configuration alone needs no third version', async () => {
    repository.write('config/app.yml', 'pool: 1\n');
    repository.commit('smaller');
    const { finding, asked } = await tell('auto', 'fail');
    expect(finding?.attribution).toEqual({ kind: 'plain', cause: 'configuration' });
    expect(asked).toEqual([]);
  });

  test.each([
    ['auto', 'fail', true],
    ['auto', 'pass', false],
    ['always', 'pass', true],
    ['never', 'fail', false],
  ] as const)('%s, after %s: %s', async (attribute, verdict, isAsked) => {
    repository.write('config/app.yml', 'pool: 1\n');
    repository.write('config/new.yml', 'a: 1\n');
    repository.write('service.mjs', '// other code\n');
    const head = repository.commit('both');
    const { finding, asked, ...told } = await tell(attribute, verdict);
    expect(told.verdict).toBe(verdict);
    expect(finding?.touched).toBe('both');
    expect(finding?.attribution).toEqual(
      isAsked ? { kind: 'failed', reason: 'the build of mixed failed' } : undefined,
    );
    expect(asked).toEqual(
      isAsked
        ? [
            {
              ...{ side: 'mixed', commit: head, from: repository.git('rev-parse', 'main') },
              ...{ restore: ['config/app.yml'], remove: ['config/new.yml'] },
            },
          ]
        : [],
    );
  });
});

describe('what is compared', () => {
  test('uncommitted changes are part of head, and stay as they are', async () => {
    repository.write('config/app.yml', 'pool: 1\n');
    repository.write('untracked.txt', 'x');
    const change = await readConfigurationChange(planWith('auto'), surroundings());
    expect(change?.finding.files[0]?.settings).toMatchObject([{ key: '/pool', base: '8', head: '1' }]);
    expect(repository.git('status', '--porcelain')).toBe('M config/app.yml\n?? untracked.txt');
    expect(repository.git('stash', 'list')).toBe('');
  });

  test('nothing, where nothing was declared', async () => {
    const { configuration, ...plan } = planWith('auto');
    expect(await readConfigurationChange(plan, surroundings())).toBeNull();
  });
});
