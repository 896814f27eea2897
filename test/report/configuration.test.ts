import { describe, expect, test } from '@jest/globals';
import type { FileChange, SettingChange } from '../../src/core/configuration/change.ts';
import type { Attribution, Cause, Explained } from '../../src/core/configuration/explained.ts';
import type { ConfigurationFinding } from '../../src/core/configuration/finding.ts';
import type { Result } from '../../src/core/result.ts';
import { renderComment } from '../../src/report/comment.ts';
import { renderTerminal } from '../../src/report/terminal.ts';
import { buildResult, comparison, quietRun } from './result-builder.ts';

const failed = buildResult({
  verdict: 'fail',
  reason: { kind: 'worse' },
  comparisons: [
    comparison(null, 'p95', { base: 42, head: 55, change: 0.31, half: 0.05, sees: 0.03, standing: 'worse' }),
  ],
});
const passed = buildResult({ verdict: 'pass', reason: { kind: 'held' }, comparisons: quietRun() });

const changed = (key: string, base: string | null, head: string | null, hidden = false): SettingChange => ({
  ...{ key, base, head, hidden },
  kind: base === null && !hidden ? 'added' : head === null && !hidden ? 'removed' : 'changed',
});
const file = (
  path: string,
  settings: readonly SettingChange[],
  unread: string | null = null,
): FileChange => ({
  ...{ path, kind: 'changed', settings, more: 0, repeated: [], unread },
});
const POOL = file('config/app.yml', [changed('/pool/size', '8', '5')]);

const part = (estimate: number, half: number) => ({ estimate, low: estimate - half, high: estimate + half });
const explained = (cause: Cause): Explained => ({
  ...{ metric: 'p95', endpoint: null, unit: 'ms', kind: 'ratio', margin: 0.1, cause },
  whole: part(0.31, 0.05),
  configuration: part(0.29, 0.05),
  code: part(0.01, 0.03),
});
const measured = (cause: Cause): Attribution => ({
  ...{ kind: 'measured', windows: 60, windowMs: 2000 },
  explained: [explained(cause)],
});

const withFinding = (result: Result, finding: Partial<ConfigurationFinding>): Result => ({
  ...result,
  configuration: { touched: 'both', files: [POOL], moreFiles: 0, environment: [], ...finding },
});
const comment = (result: Result, finding: Partial<ConfigurationFinding>): string =>
  renderComment(withFinding(result, finding), { marker: '<!-- x -->' });

describe('code or configuration', () => {
  test('the cause and both parts with their intervals, the larger first', () => {
    const text = comment(failed, { attribution: measured('configuration') });
    expect(text).toContain(
      '- **It is the configuration.** p95 +31%: configuration +29% [24, 34], code +1.0% [−2.0, 4.0].',
    );
    expect(text).toContain('2 min of load on three versions in the same seconds');
  });

  test('what could not be separated is said with the same numbers', () =>
    expect(comment(failed, { attribution: measured('open') })).toContain(
      '**Code and configuration could not be separated.** p95 +31%: configuration +29%',
    ));

  test('a change of one kind only needs no third version', () => {
    const plain = { kind: 'plain', cause: 'configuration' } as const;
    expect(comment(failed, { attribution: plain })).toContain(
      "Nothing but configuration changed: what is worse is the configuration's doing.",
    );
    expect(comment(passed, { attribution: plain })).toContain('- Nothing but configuration changed.');
  });

  test('why the third version could not be measured', () =>
    expect(
      comment(failed, { attribution: { kind: 'failed', reason: 'the build of mixed failed (exit code 1)' } }),
    ).toContain("Head's code with base's configuration could not be measured: the build of mixed failed"));

  test('in the terminal, too', () =>
    expect(
      renderTerminal(withFinding(failed, { attribution: measured('code') }), { color: false, width: 200 }),
    ).toContain('It is the code. p95 +31%: configuration +29% [24, 34], code +1.0%'));
});

describe('what changed', () => {
  test('a passed comment names it in a line and has all of it folded', () => {
    const text = comment(passed, {});
    expect(text).toContain('- Configuration changed in ` config/app.yml `: ` /pool/size ` ` 8 ` → ` 5 `.');
    expect(text).toContain('| ` config/app.yml ` | ` /pool/size ` | ` 8 ` | ` 5 ` |');
  });

  test('secrets are told to have changed, and nothing else', () => {
    const text = comment(passed, {
      files: [file('a.yml', [changed('/db/password', null, null, true)])],
    });
    expect(text).toContain('` /db/password ` changed (hidden)');
    expect(text).toContain('| ` /db/password ` | (hidden) | (hidden) |');
  });

  test('files that cannot be read say why', () =>
    expect(
      comment(passed, { files: [POOL, file('b.json', [], 'in head larger than 256 KiB')], moreFiles: 2 }),
    ).toContain('Configuration changed that is not told key by key, 3 files: ` b.json ` (in head larger'));

  test('a variable of plimsoll.yml is said not to be in the numbers', () =>
    expect(comment(passed, { files: [], environment: [changed('POOL_SIZE', '8', '5')] })).toContain(
      'plimsoll.yml changes declared variables: ` POOL_SIZE ` ` 8 ` → ` 5 `. Both sides ran with base',
    ));

  test('nothing that a pull request wrote becomes markup', () => {
    const hostile = '@team `x` | <img src=x onerror=alert(1)> [a](https://evil.example) \n# title';
    const text = comment(failed, {
      files: [file(hostile, [changed(hostile, hostile, hostile)], null), file(hostile, [], hostile)],
      attribution: { kind: 'failed', reason: hostile },
    });
    const bare = text.replaceAll(/(`+) .*? \1(?!`)/g, '');
    expect(bare).not.toContain('@team');
    expect(bare).not.toContain('<img');
    expect(bare).not.toContain('evil.example');
    expect(text).not.toContain('\n# title');
  });
});
