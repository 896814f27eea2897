import { settingsFailure } from '../core/failure.ts';
import { guideTo } from './guide.ts';
import { payloadOf } from './payload.ts';

/** Why the workflow runs, as far as it matters to a comparison. */
export type Event =
  | PullRequestEvent
  | PushEvent
  | { readonly kind: 'merge group'; readonly baseSha: string; readonly headSha: string }
  | (Branch & { readonly kind: 'schedule' | 'workflow dispatch'; readonly sha: string })
  | WorkflowRunEvent
  | { readonly kind: 'other'; readonly name: string };

export interface PullRequestEvent {
  readonly kind: 'pull request';
  readonly number: number;
  readonly baseSha: string;
  readonly baseRef: string;
  readonly headSha: string;
  /** The head lives in another repository, or its repository is gone; or GitHub treats it so, as it does what Dependabot opens. */
  readonly isFork: boolean;
  readonly labels: readonly string[];
  /** The merge of base and head that actions/checkout takes unless told otherwise; null when the run is not on one. */
  readonly mergeSha: string | null;
}

export interface PushEvent extends Branch {
  readonly kind: 'push';
  readonly sha: string;
  /** What the branch pointed to before; null for a new branch. */
  readonly before: string | null;
}

/** Another workflow's run has ended; ours has the rights of the default branch, whatever that one ran. */
export interface WorkflowRunEvent {
  readonly kind: 'workflow run';
  readonly id: number;
  readonly attempt: number;
  /** The event that it ran on. */
  readonly source: string;
  readonly conclusion: string;
  readonly headSha: string;
  readonly headBranch: string;
  /** Owner of the repository that the branch is in; empty when that repository is gone. */
  readonly headOwner: string;
  readonly headRepositoryId: number | null;
  readonly repositoryId: number;
}

export interface Branch {
  /** Branch or tag, without `refs/…/`. */
  readonly branch: string;
  readonly isDefault: boolean;
  /** Name of the repository's default branch; null when the event does not say. */
  readonly defaultBranch: string | null;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads what GitHub says about a run: the event's name, its JSON, and the variables that go with it. */
export function parseEvent(name: string, json: string, environment: Environment): Event {
  if (name === 'pull_request_target') throw refusal(environment);
  const payload = payloadOf(name, environment);
  if (payload === null) return { kind: 'other', name };
  const parsed = payload.safeParse(parseJson(json));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw settingsFailure(
    `the event file of ${name} is not what GitHub writes: ${issue?.path.join('.') || 'the whole'}: ${issue?.message}`,
    'Check GITHUB_EVENT_PATH and GITHUB_EVENT_NAME; GitHub sets both by itself.',
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw settingsFailure(
      `the event file is not JSON (${text.length} characters)`,
      'Check GITHUB_EVENT_PATH; GitHub sets it by itself.',
      error,
    );
  }
}

const refusal = (environment: Environment) =>
  settingsFailure(
    'received the event pull_request_target, which runs code of a pull request with the rights of the base branch',
    `Measure on \`pull_request\`, where the code gets no secrets. To comment on pull requests from forks, let a second workflow on \`workflow_run\` write the comment: ${guideTo('forks', environment)}`,
  );
