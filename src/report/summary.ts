import type { Result } from '../core/result.ts';
import { fitBlocks, paragraph } from './blocks.ts';
import { reportBlocks } from './sections.ts';
import { drawSummary } from './summary-picture.ts';

/** A step's summary may hold 1 MiB; what is larger is not uploaded at all. */
const SUMMARY_BYTES = 1_000_000;

export interface SummaryOptions {
  readonly reportUrl?: string;
  /** Bytes at most, in UTF-8. */
  readonly budget?: number;
}

/** A result as the summary of a job: the comment's content with pictures under the headline and the endpoints unfolded. */
export function renderSummary(result: Result, options: SummaryOptions = {}): string {
  const { reportUrl, budget = SUMMARY_BYTES } = options;
  const encoder = new TextEncoder();
  const measure = (text: string): number => encoder.encode(text).length;
  const [headline, ...rest] = reportBlocks(result, { unfolded: true, reportUrl });
  const picture = drawSummary(result);
  const blocks =
    headline === undefined ? rest : [headline, ...(picture === null ? [] : [paragraph(picture)]), ...rest];
  return fitBlocks(blocks, { most: budget, measure });
}
