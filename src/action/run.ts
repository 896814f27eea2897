import { randomUUID } from 'node:crypto';
import type { RunOrder } from '../github/marker.ts';

/** This run of the workflow, as its variables describe it. */
export interface Run {
  readonly eventName: string;
  readonly eventPath: string;
  readonly apiUrl: string;
  readonly serverUrl: string;
  readonly owner: string;
  readonly repo: string;
  readonly order: RunOrder;
  /** Id of the job in the workflow. */
  readonly job: string;
  /** One comment on a pull request for each job of a workflow. */
  readonly key: string;
  /** Absolute path of the repository's root. */
  readonly workspace: string;
  /** Where files for later steps go. */
  readonly temp: string;
  /** Unlike any other step of any other run. */
  readonly id: string;
}

export function readRun(environment: Readonly<Record<string, string | undefined>>): Run {
  const [owner = '', repo = ''] = (environment['GITHUB_REPOSITORY'] ?? '').split('/');
  const workspace = environment['GITHUB_WORKSPACE'] || process.cwd();
  return {
    eventName: environment['GITHUB_EVENT_NAME'] ?? '',
    eventPath: environment['GITHUB_EVENT_PATH'] ?? '',
    apiUrl: environment['GITHUB_API_URL'] || 'https://api.github.com',
    serverUrl: environment['GITHUB_SERVER_URL'] || 'https://github.com',
    owner,
    repo,
    order: { run: count(environment['GITHUB_RUN_ID']), attempt: count(environment['GITHUB_RUN_ATTEMPT']) },
    job: environment['GITHUB_JOB'] ?? '',
    key: `${environment['GITHUB_WORKFLOW'] ?? ''}/${environment['GITHUB_JOB'] ?? ''}`,
    workspace,
    temp: environment['RUNNER_TEMP'] || workspace,
    id: randomUUID(),
  };
}

function count(text: string | undefined): number {
  const number = Number(text);
  return Number.isSafeInteger(number) && number > 0 ? number : 1;
}
