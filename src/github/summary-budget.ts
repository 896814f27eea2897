import { cutMarkdown } from './cut-markdown.ts';

/** GitHub drops a step summary of more than 1 MiB. */
export const SUMMARY_BYTES = 1_000_000;

/** A summary that GitHub takes. */
export const fitSummary = (markdown: string, most = SUMMARY_BYTES): string =>
  cutMarkdown(markdown, { most, unit: 'bytes', remark: '(Cut here: a job summary holds 1 MiB.)' });
