import type { Patience } from '../github/client.ts';
import type { Event } from '../github/event.ts';
import type { Job } from '../github/job.ts';
import { writeMarker } from '../github/marker.ts';
import { renderComment } from '../report/comment.ts';
import { renderSummary } from '../report/summary.ts';
import { comment } from './comment.ts';
import type { Inputs } from './inputs.ts';
import { tellLog } from './log.ts';
import { CANCELLED, renderFailure } from './not-measured.ts';
import type { Outcome } from './outcome.ts';
import { keepResult } from './result-file.ts';
import type { Run } from './run.ts';

export interface Publication {
  readonly run: Run;
  readonly inputs: Inputs;
  /** Null when the event could not be read. */
  readonly event: Event | null;
  readonly job: Job;
  /** How long GitHub may keep us waiting. */
  readonly patience: Patience;
}

/** Tells everybody how it ended: later steps, the log, the summary, the pull request. What cannot be written is warned of and breaks nothing. */
export async function publish(outcome: Outcome, publication: Publication): Promise<void> {
  const { run, inputs, job } = publication;
  const marker = writeMarker(run.key, run.order);
  const body = withoutToken(renderBody(outcome, marker), inputs.token);
  tellLog(outcome, job);
  // All of them in every case: an output that is not set is one that text in the log could set.
  job.output('verdict', outcome.kind === 'measured' ? outcome.result.judgement.verdict : '');
  job.output('comment-body', body);
  job.output('result-path', (await keepResult(outcome, run, job)) ?? '');
  const remark = await comment(body, publication);
  const summary = outcome.kind === 'measured' ? renderSummary(outcome.result) : body;
  const isKept = await job.summarize([summary, ...(remark === null ? [] : [remark])].join('\n\n'));
  if (!isKept) job.annotate('warning', 'No job summary', 'The job summary could not be written.');
}

function renderBody(outcome: Outcome, marker: string): string {
  switch (outcome.kind) {
    case 'measured':
      return renderComment(outcome.result, { marker });
    case 'not measured':
      return `${marker}\n\n${renderFailure(outcome.failure)}`;
    case 'cancelled':
      return `${marker}\n\n${CANCELLED}`;
  }
}

/** The runner hides secrets in logs and summaries; what goes through the API is ours to clean. */
const withoutToken = (text: string, token: string): string =>
  token === '' ? text : text.replaceAll(token, '***');
