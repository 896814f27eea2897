import type { RunSubject } from '../grafana/annotation.ts';
import type { Request } from './measure.ts';
import type { Subject } from './subject.ts';

/** What a reported run was about, by what GitHub says of it. */
export function describeSubject({ run }: Pick<Request, 'run'>, subject: Subject): RunSubject {
  const repository = `${run.owner}/${run.repo}`;
  const home = `${run.serverUrl}/${repository}`;
  const pullRequest = subject.pullRequest?.number ?? null;
  const page =
    pullRequest === null ? `${home}/actions/runs/${subject.run.id}` : `${home}/pull/${pullRequest}`;
  return { repository, pullRequest, page };
}
