import { z } from 'zod';
import type { Branch, Environment, Event } from './event.ts';

/** What we read of the payload of an event; null for events that say nothing to us. */
export function payloadOf(name: string, environment: Environment): z.ZodType<Event> | null {
  switch (name) {
    case 'pull_request':
      return pullRequest(environment);
    case 'push':
      return PUSH;
    case 'merge_group':
      return MERGE_GROUP;
    case 'schedule':
      return atBranch('schedule', environment);
    case 'workflow_dispatch':
      return atBranch('workflow dispatch', environment);
    case 'workflow_run':
      return WORKFLOW_RUN;
    default:
      return null;
  }
}

const SHA = z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/, 'expected a commit id');
const REPOSITORY = z.object({ full_name: z.string() });
const DEFAULT_BRANCH = z.object({ default_branch: z.string() }).optional();
const NOBODY = /^0+$/;

const PULL_REQUEST = z.object({
  pull_request: z.object({
    number: z.number().int().positive(),
    base: z.object({ sha: SHA, ref: z.string(), repo: REPOSITORY }),
    head: z.object({ sha: SHA, repo: REPOSITORY.nullish() }),
    labels: z.array(z.object({ name: z.string() })).default([]),
  }),
});

const pullRequest = (environment: Environment): z.ZodType<Event> =>
  PULL_REQUEST.transform(({ pull_request: { number, base, head, labels } }) => ({
    kind: 'pull request',
    number,
    baseSha: base.sha,
    baseRef: base.ref,
    headSha: head.sha,
    isFork: head.repo?.full_name !== base.repo.full_name || environment['GITHUB_ACTOR'] === 'dependabot[bot]',
    labels: labels.map((label) => label.name),
    mergeSha: /^refs\/pull\/\d+\/merge$/.test(environment['GITHUB_REF'] ?? '')
      ? (environment['GITHUB_SHA'] ?? null)
      : null,
  }));

const PUSH: z.ZodType<Event> = z
  .object({ ref: z.string(), after: z.string(), before: z.string(), repository: DEFAULT_BRANCH })
  .transform(({ ref, after, before, repository }) => ({
    kind: 'push',
    ...branchOf(ref, repository?.default_branch),
    sha: after,
    before: NOBODY.test(before) ? null : before,
  }));

const MERGE_GROUP: z.ZodType<Event> = z
  .object({ merge_group: z.object({ base_sha: SHA, head_sha: SHA }) })
  .transform(({ merge_group: { base_sha, head_sha } }) => ({
    kind: 'merge group',
    baseSha: base_sha,
    headSha: head_sha,
  }));

const atBranch = (kind: 'schedule' | 'workflow dispatch', environment: Environment): z.ZodType<Event> =>
  z.object({ repository: DEFAULT_BRANCH }).transform(({ repository }) => ({
    kind,
    ...branchOf(environment['GITHUB_REF'] ?? '', repository?.default_branch),
    sha: environment['GITHUB_SHA'] ?? '',
  }));

const OWNED = z.object({ id: z.number(), owner: z.object({ login: z.string() }) });

const WORKFLOW_RUN: z.ZodType<Event> = z
  .object({
    workflow_run: z.object({
      id: z.number().int().positive(),
      run_attempt: z.number().int().positive().default(1),
      event: z.string(),
      conclusion: z.string().nullish(),
      head_sha: SHA,
      head_branch: z.string().nullish(),
      head_repository: OWNED.nullish(),
    }),
    repository: z.object({ id: z.number() }),
  })
  .transform(({ workflow_run: run, repository }) => ({
    kind: 'workflow run',
    id: run.id,
    attempt: run.run_attempt,
    source: run.event,
    conclusion: run.conclusion ?? '',
    headSha: run.head_sha,
    headBranch: run.head_branch ?? '',
    headOwner: run.head_repository?.owner.login ?? '',
    headRepositoryId: run.head_repository?.id ?? null,
    repositoryId: repository.id,
  }));

function branchOf(ref: string, defaultBranch: string | undefined): Branch {
  return {
    branch: ref.replace(/^refs\/(heads|tags)\//, ''),
    isDefault: ref === `refs/heads/${defaultBranch}`,
    defaultBranch: defaultBranch ?? null,
  };
}
