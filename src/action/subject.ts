import { measurementFailure, settingsFailure } from '../core/failure.ts';
import type { Answer, GitHub } from '../github/client.ts';
import type { Event, PullRequestEvent } from '../github/event.ts';
import { findPullRequest } from '../github/pull-request-of-run.ts';
import type { Request } from './measure.ts';
import type { MeasuringRun } from './select-artifacts.ts';

/** Whose measurements are reported, by what GitHub says. */
export interface Subject {
  readonly run: MeasuringRun;
  readonly pullRequest: PullRequestEvent | null;
  /** What the outcome is told on: a pull request, or a commit alone. */
  readonly event: Event;
  /** Where the rules are read. */
  readonly ref: string;
  /** Why no comment can be written. */
  readonly notice: string | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Null where there is nothing to report on. */
export async function findSubject(
  { run, event }: Request,
  environment: Environment,
  github: GitHub,
): Promise<Subject | null> {
  const own = { id: run.order.run, attempt: run.order.attempt, headRepositoryId: null };
  switch (event.kind) {
    case 'pull request': {
      const ref = `refs/heads/${event.baseRef}`;
      return {
        run: { ...own, headSha: event.headSha },
        pullRequest: event,
        event,
        ref,
        notice: null,
      };
    }
    case 'merge group':
      return {
        run: { ...own, headSha: event.headSha },
        pullRequest: null,
        event,
        ref: event.baseSha,
        notice: null,
      };
    case 'workflow run': {
      if (!['pull_request', 'merge_group'].includes(event.source)) return null;
      if (['cancelled', 'skipped'].includes(event.conclusion)) return null;
      const { id, attempt, headSha, headRepositoryId } = event;
      const shared = { run: { id, attempt, headSha, headRepositoryId } };
      const commitOnly = { ...shared, pullRequest: null, event, ref: environment['GITHUB_SHA'] ?? '' };
      if (event.source === 'merge_group') return { ...commitOnly, notice: null };
      const found = await findPullRequest(github, run, event);
      switch (found.kind) {
        case 'ok': {
          const { pullRequest } = found;
          return {
            ...shared,
            pullRequest,
            event: pullRequest,
            ref: `refs/heads/${pullRequest.baseRef}`,
            notice: null,
          };
        }
        case 'unclear': {
          const count =
            found.count === 0 ? 'No open pull request has' : `${found.count} open pull requests have`;
          return {
            ...commitOnly,
            notice: `${count} the commit that was measured. The report is in the job summary.`,
          };
        }
        default:
          throw explainAnswer(found, 'pull requests', 'pull-requests: write');
      }
    }
    default:
      return null;
  }
}

/** What could not be read is evidence that is missing, and fails the job. */
export function explainAnswer(
  answer: Exclude<Answer, { readonly kind: 'ok' }>,
  what: string,
  permission: string,
) {
  switch (answer.kind) {
    case 'refused':
      return settingsFailure(
        `GitHub refused to show ${what}: ${answer.status} (${answer.message})`,
        `Add to the job: \`permissions: { ${permission} }\`.`,
      );
    case 'limited':
      return measurementFailure(
        `GitHub's rate limit holds until ${new Date(answer.until).toISOString()}, and ${what} could not be read`,
        'Run this job again then.',
      );
    case 'lost':
      return measurementFailure(`${what} could not be read: ${answer.message}`, 'Run this job again.');
  }
}
