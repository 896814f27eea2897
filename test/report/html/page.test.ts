import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { SCRIPT, SCRIPT_HASH } from '../../../src/report/html/script.ts';
import { STYLE, STYLE_HASH } from '../../../src/report/html/style.ts';

const hashOf = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;

describe("the page's own policy", () => {
  it('lets its own script run', () => {
    expect(SCRIPT_HASH).toBe(hashOf(SCRIPT));
  });

  it('lets its own style sheet in', () => {
    expect(STYLE_HASH).toBe(hashOf(STYLE));
  });
});
