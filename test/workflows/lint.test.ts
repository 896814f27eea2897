import { describe, expect, test } from '@jest/globals';
import { findTool } from '../../scripts/development-tools.ts';
import { LINTS, workflowFiles, workflowsIn } from '../../scripts/lint-workflows.ts';

describe.each(LINTS)('$tool', ({ tool, others, complaints }) => {
  const path = findTool(tool);
  const testIfPresent = path === null ? test.skip : test;

  testIfPresent('has nothing to say about any workflow of ours, whether to copy or to run', () => {
    const files = workflowFiles();
    expect(files.length).toBeGreaterThan(10);
    expect(complaints(path ?? '', [...files, ...others])).toBe('');
  });

  testIfPresent('case 22: has nothing to say about what the README tells to copy', () => {
    using readme = workflowsIn('README.md');
    expect(readme.files).not.toHaveLength(0);
    expect(complaints(path ?? '', readme.files, 'brief')).toBe('');
  });

  testIfPresent('would complain of a branch name that a shell gets to read', () => {
    using bad = workflowsIn('test/workflows/injection.md');
    expect(complaints(path ?? '', bad.files)).toMatch(/injection|untrusted/);
  });
});
