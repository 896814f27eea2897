import type { Override } from '../github/override.ts';
import { COMMENT_CHARACTERS } from '../github/shared-comment.ts';
import { renderComment } from '../report/comment.ts';
import { MARKDOWN } from '../report/ink.ts';
import { codeSpan } from '../report/untrusted.ts';
import { CANCELLED, renderFailure } from './not-measured.ts';
import type { Outcome } from './outcome.ts';
import { writeOverride } from './override.ts';

/** For the marker of the comment and the mark of the section. */
const MARKS = 400;

/** What stands around a job's report. */
export interface SectionFrame {
  /** Null where no other jobs stand beside it. */
  readonly title: string | null;
  /** Where the report with plots is; null where it was not kept. */
  readonly reportUrl: string | null;
}

/** What a job says on a pull request, in Markdown. */
export function renderSection(
  outcome: Outcome,
  override: Override,
  { title, reportUrl }: SectionFrame,
): string {
  const heading = title === null ? null : `### ${codeSpan(title)}`;
  const head = [heading, renderAudit(outcome, override)].filter((part) => part !== null).join('\n\n');
  switch (outcome.kind) {
    case 'measured':
      return renderComment(outcome.result, {
        marker: head,
        budget: COMMENT_CHARACTERS - MARKS,
        ...(reportUrl === null ? {} : { reportUrl }),
      });
    case 'not measured':
      return join(head, renderFailure(outcome.failure));
    case 'cancelled':
      return join(head, CANCELLED);
  }
}

/** Null where nothing was overridden. */
export function renderAudit(outcome: Outcome, override: Override): string | null {
  if (override.kind !== 'overridden' || outcome.kind !== 'measured') return null;
  return writeOverride(override, outcome.result.judgement.verdict, MARKDOWN);
}

const join = (head: string, text: string): string => (head === '' ? text : `${head}\n\n${text}`);
