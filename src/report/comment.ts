import type { Result } from '../core/result.ts';
import { fitBlocks, paragraph } from './blocks.ts';
import { reportBlocks } from './sections.ts';

/** GitHub takes 65,536 characters; the rest is left to what the caller adds. */
const COMMENT_CHARACTERS = 60_000;

export interface CommentOptions {
  readonly reportUrl?: string;
  /** An HTML comment by which the next run finds this one; becomes the first line. */
  readonly marker: string;
  /** Characters at most. */
  readonly budget?: number;
}

/** A result as the comment on a pull request, in GitHub's Markdown. */
export function renderComment(result: Result, options: CommentOptions): string {
  const { marker, reportUrl, budget = COMMENT_CHARACTERS } = options;
  const blocks = [paragraph(marker), ...reportBlocks(result, { unfolded: false, reportUrl })];
  return fitBlocks(blocks, { most: budget, measure: (text) => text.length });
}
