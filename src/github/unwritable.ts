import type { Outcome } from './pages.ts';

export type Refusal = Exclude<Outcome<never>, { readonly kind: 'ok' }>;

/** Why something could not be written or read, and what would help. */
export interface Unwritable {
  readonly kind: 'unwritable';
  readonly reason: string;
  readonly hint: string;
}

/** What a request was about. */
export type Matter = 'comment' | 'status' | 'override';

const MATTERS = {
  comment: {
    deed: 'write comments',
    permission: 'pull-requests: write',
    rest: 'The report is in the job summary.',
  },
  status: {
    deed: 'set commit statuses',
    permission: 'statuses: write',
    rest: "The job's own result still counts.",
  },
  override: { deed: 'read labels', permission: 'pull-requests: read', rest: 'The verdict stands.' },
} as const;

export function explainRefusal(refusal: Refusal, matter: Matter, isFork: boolean): Unwritable {
  const { rest } = MATTERS[matter];
  switch (refusal.kind) {
    case 'refused':
      return unwritable(...explainStatus(refusal, matter, isFork));
    case 'limited':
      return unwritable(
        `GitHub's rate limit holds until ${new Date(refusal.until).toISOString()}`,
        `${rest} The next run tries again.`,
      );
    case 'too many':
      return unwritable('the pull request has more of them than we read', rest);
    case 'lost':
      return unwritable(refusal.message, `${rest} The next run tries again.`);
  }
}

interface RefusedAnswer {
  readonly status: number;
  readonly message: string;
}

function explainStatus(
  { status, message }: RefusedAnswer,
  matter: Matter,
  isFork: boolean,
): readonly [string, string] {
  const { deed, permission, rest } = MATTERS[matter];
  if (status === 403 && /locked|archived/i.test(message)) {
    return ['the conversation is locked or the repository archived', rest];
  }
  if (status === 403 && isFork && permission.endsWith('write')) {
    return [
      'runs of pull requests from forks get a token that only reads',
      `${rest} A ${matter} on them needs a second workflow on \`workflow_run\`.`,
    ];
  }
  if (status === 403) {
    const line = `permissions: { contents: read, ${permission} }`;
    return [`the token may not ${deed} (${message})`, `${rest} For that, add to the job: \`${line}\`.`];
  }
  if (status === 401) return ['GitHub does not accept the token', `${rest} Check the input \`token\`.`];
  if (status === 404 || status === 410) {
    return [
      'the pull request is gone, or the token may not see it',
      `${rest} To ${deed}, the job needs \`${permission}\`.`,
    ];
  }
  if (status === 422 && matter === 'status') return [`the commit is no longer there (${message})`, rest];
  return [`GitHub refused the ${matter} with ${status} (${message})`, rest];
}

const unwritable = (reason: string, hint: string): Unwritable => ({ kind: 'unwritable', reason, hint });
