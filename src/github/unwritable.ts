import type { Outcome } from './comments.ts';

export type Refusal = Exclude<Outcome<never>, { readonly kind: 'ok' }>;

/** Why no comment could be kept, and what would help. */
export interface Unwritable {
  readonly kind: 'unwritable';
  readonly reason: string;
  readonly hint: string;
}

const SUMMARY = 'The report is in the job summary.';

export function explainRefusal(refusal: Refusal, isFork: boolean): Unwritable {
  switch (refusal.kind) {
    case 'refused':
      return unwritable(...explainStatus(refusal.status, refusal.message, isFork));
    case 'limited':
      return unwritable(
        `GitHub's rate limit holds until ${new Date(refusal.until).toISOString()}`,
        `${SUMMARY} The next run updates the comment.`,
      );
    case 'too many':
      return unwritable('the pull request has more comments than we read', SUMMARY);
    case 'lost':
      return unwritable(refusal.message, `${SUMMARY} The next run updates the comment.`);
  }
}

function explainStatus(status: number, message: string, isFork: boolean): readonly [string, string] {
  if (status === 403 && /locked|archived/i.test(message)) {
    return ['the conversation is locked or the repository archived', SUMMARY];
  }
  if (status === 403 && isFork) {
    return [
      'runs of pull requests from forks get a token that only reads',
      `${SUMMARY} A comment on them needs a second workflow on \`workflow_run\`.`,
    ];
  }
  if (status === 403) {
    return [
      `the token may not write comments (${message})`,
      `${SUMMARY} For a comment, add to the job: \`permissions: { contents: read, pull-requests: write }\`.`,
    ];
  }
  if (status === 401) return ['GitHub does not accept the token', `${SUMMARY} Check the input \`token\`.`];
  if (status === 404 || status === 410) {
    return [
      'the pull request is gone, or the token may not see it',
      `${SUMMARY} For a comment, the job needs \`pull-requests: write\`.`,
    ];
  }
  return [`GitHub refused the comment with ${status} (${message})`, SUMMARY];
}

const unwritable = (reason: string, hint: string): Unwritable => ({ kind: 'unwritable', reason, hint });
