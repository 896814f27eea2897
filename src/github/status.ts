import type { GitHub } from './client.ts';
import type { Event } from './event.ts';
import { explainRefusal, type Unwritable } from './unwritable.ts';

/** A mark on a commit that branch protection can ask for. */
export interface CommitStatus {
  readonly owner: string;
  readonly repo: string;
  readonly sha: string;
  /** Its name; stable, because rules refer to it. */
  readonly context: string;
  readonly state: 'success' | 'failure' | 'error' | 'pending';
  /** Plain text of any length. */
  readonly description: string;
  /** Where a click leads. */
  readonly targetUrl: string;
  readonly isFork: boolean;
}

/** GitHub takes no more, and does not say how it counts them. */
const DESCRIPTION_CHARACTERS = 140;

/** Never rejects: who needs the status gets none, which blocks a merge that asks for it. */
export async function setStatus(github: GitHub, status: CommitStatus): Promise<{ kind: 'set' } | Unwritable> {
  const { owner, repo, sha, context, state, description, targetUrl, isFork } = status;
  const answer = await github.send('POST /repos/{owner}/{repo}/statuses/{sha}', {
    owner,
    repo,
    sha,
    context,
    state,
    description: shorten(description),
    target_url: targetUrl,
  });
  return answer.kind === 'ok' ? { kind: 'set' } : explainRefusal(answer, 'status', isFork);
}

/** The commit that a reader of this event's outcome looks at: never a pull request's merge commit, which nobody pushed. */
export function statusSha(event: Event): string | null {
  switch (event.kind) {
    case 'pull request':
    case 'merge group':
    case 'workflow run':
      return event.headSha;
    case 'push':
    case 'schedule':
    case 'workflow dispatch':
      return event.sha || null;
    case 'other':
      return null;
  }
}

function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  if (line.length <= DESCRIPTION_CHARACTERS) return line;
  return `${line.slice(0, DESCRIPTION_CHARACTERS - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
