import { describe, expect, test } from '@jest/globals';
import type { ConfigurationFinding } from '../../src/core/configuration/finding.ts';
import { judgeEvidence, readEvidence } from '../../src/pipeline/report.ts';
import { buildResult, quietRun } from '../report/result-builder.ts';

const result = buildResult({ verdict: 'pass', reason: { kind: 'held' }, comparisons: quietRun() });
const part = (estimate: number, half: number) => ({ estimate, low: estimate - half, high: estimate + half });
const finding: ConfigurationFinding = {
  touched: 'both',
  files: [
    {
      ...{ path: 'config/app.yml', kind: 'changed', more: 0, repeated: [], unread: null },
      settings: [{ key: '/pool', kind: 'changed', base: '8', head: '1', hidden: false }],
    },
  ],
  moreFiles: 0,
  environment: [],
  attribution: {
    ...{ kind: 'measured', windows: 36, windowMs: 2000 },
    explained: [
      {
        ...{ metric: 'p95', endpoint: null, unit: 'ms', kind: 'ratio', margin: 0.1, cause: 'code' },
        ...{ whole: part(0.3, 0.05), configuration: part(0.29, 0.05), code: part(0.01, 0.03) },
      },
    ],
  },
};
const read = (configuration: unknown) =>
  readEvidence(Buffer.from(JSON.stringify({ ...result, configuration })));
const rules = { policy: result.policy, delta: null, seed: null };

describe('what a job of a fork says of configuration', () => {
  test('is carried, with the cause that its intervals give, not the one that it claims', () => {
    const { configuration } = judgeEvidence(read(finding), rules);
    expect(configuration?.files).toEqual(finding.files);
    expect(configuration?.attribution).toMatchObject({ explained: [{ cause: 'configuration' }] });
  });

  test('is bounded', () => {
    const [file] = finding.files;
    expect(() => read({ ...finding, files: new Array(1000).fill(file) })).toThrow(
      'the result is not one that can be judged: configuration',
    );
    expect(() => read({ ...finding, touched: '<img>' })).toThrow(
      'the result is not one that can be judged: configuration',
    );
    expect(() => read({ ...finding, moreFiles: -1 })).toThrow(
      'the result is not one that can be judged: configuration',
    );
  });

  test('may be left out', () => expect(judgeEvidence(read(undefined), rules).configuration).toBeUndefined());
});
