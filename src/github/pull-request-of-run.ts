import { z } from 'zod';
import type { Answer, GitHub } from './client.ts';
import type { PullRequestEvent, WorkflowRunEvent } from './event.ts';

export type Resolved =
  | { readonly kind: 'ok'; readonly pullRequest: PullRequestEvent }
  /** None, or several: there is no telling whom a comment would reach. */
  | { readonly kind: 'unclear'; readonly count: number }
  | Exclude<Answer, { readonly kind: 'ok' }>;

const PULLS = z.array(
  z.object({
    number: z.number().int().positive(),
    head: z.object({ sha: z.string(), repo: z.object({ id: z.number() }).nullish() }),
    base: z.object({ sha: z.string(), ref: z.string(), repo: z.object({ id: z.number() }) }),
    labels: z.array(z.object({ name: z.string() })).default([]),
  }),
);

/**
 * The open pull request that a run belongs to, by what GitHub says of the run and never by what the run left behind. The list
 * `pull_requests` in the event is empty for forks and promises nothing for others, so branch, commit and both repositories decide.
 */
export async function findPullRequest(
  github: GitHub,
  { owner, repo }: { readonly owner: string; readonly repo: string },
  run: WorkflowRunEvent,
): Promise<Resolved> {
  const head = `${run.headOwner}:${run.headBranch}`;
  const query = { owner, repo, state: 'open', head, per_page: 100 };
  const answer = await github.send('GET /repos/{owner}/{repo}/pulls', query);
  if (answer.kind !== 'ok') return answer;
  const parsed = PULLS.safeParse(answer.data);
  if (!parsed.success)
    return { kind: 'lost', message: 'GitHub answered with something that is no list of pull requests' };
  const [found, ...others] = parsed.data.filter(
    (pull) =>
      pull.head.sha === run.headSha &&
      pull.head.repo?.id === run.headRepositoryId &&
      pull.base.repo.id === run.repositoryId,
  );
  if (found === undefined || others.length > 0) {
    return { kind: 'unclear', count: found === undefined ? 0 : 1 + others.length };
  }
  return {
    kind: 'ok',
    pullRequest: {
      kind: 'pull request',
      number: found.number,
      baseSha: found.base.sha,
      baseRef: found.base.ref,
      headSha: found.head.sha,
      isFork: run.headRepositoryId !== run.repositoryId,
      labels: found.labels.map(({ name }) => name),
      mergeSha: null,
    },
  };
}
