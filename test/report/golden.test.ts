import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { renderComment } from '../../src/report/comment.ts';
import { RESULTS } from './results.ts';

/** The files are prose: read the difference before rewriting them with UPDATE_GOLDEN=1. */
describe('comments, word for word', () => {
  for (const [name, build] of Object.entries(RESULTS)) {
    test(name, () => {
      const file = new URL(`golden/${name}.md`, import.meta.url);
      const comment = renderComment(build(), {
        marker: '<!-- plimsoll -->',
        reportUrl: 'https://github.com/example/shop/actions/runs/42',
      });
      if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, comment);
      expect(comment).toBe(readFileSync(file, 'utf8'));
    });
  }
});
