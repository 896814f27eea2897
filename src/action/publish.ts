import type { Override } from '../github/override.ts';
import type { Section } from '../github/section.ts';
import { writeComment } from '../github/shared-comment.ts';
import { renderSummary, type SummaryOptions } from '../report/summary.ts';
import { cleanOutcome } from './clean-outcome.ts';
import { comment } from './comment.ts';
import { endingOf, readJobSection } from './job-section.ts';
import { type KeptReport, keepReport } from './keep-report.ts';
import { tellLog } from './log.ts';
import type { Outcome } from './outcome.ts';
import { findOverride } from './override.ts';
import type { Publication } from './publication.ts';
import { reachGitHub } from './reach.ts';
import { keepResult } from './result-file.ts';
import { hideSecrets } from './secrets.ts';
import { renderAudit, renderSection } from './section-body.ts';
import { publishStatus } from './status.ts';

/**
 * Tells everybody how it ended: later steps, the log, the summary, the pull request. What cannot be written is warned of and
 * breaks nothing. Gives who overrode the verdict, which the exit code depends on.
 */
export async function publish(ended: Outcome, publication: Publication): Promise<Override> {
  const { run, inputs, job } = publication;
  hideSecrets(inputs, job);
  const outcome = cleanOutcome(ended, job.clean);
  const reach = reachGitHub(publication);
  const override = await findOverride(outcome, publication, reach);
  const kept = await keepReport(outcome, publication);
  const { key, title } = readJobSection(inputs);
  const section: Section = {
    key,
    attempt: run.order.attempt,
    ending: endingOf(outcome),
    body: job.clean(renderSection(outcome, override, { title, reportUrl: kept.url })),
  };
  tellLog(outcome, override, job);
  // All of them in every case: an output that is not set is one that text in the log could set.
  job.output('verdict', outcome.kind === 'measured' ? outcome.result.judgement.verdict : '');
  job.output('comment-body', writeComment(run.key, { run: run.order.run, sections: [section] }));
  job.output('result-path', (await keepResult(outcome, run, job)) ?? '');
  job.output('report-path', kept.path ?? '');
  job.output('report-url', kept.url ?? '');
  const remarks = [
    await publishStatus({ outcome, override }, publication, reach),
    await comment(section, publication, reach),
  ];
  const report =
    outcome.kind === 'measured'
      ? [renderAudit(outcome, override), renderSummary(outcome.result, linked(kept))]
      : [section.body];
  const isKept = await job.summarize([...report, ...remarks].filter((part) => part !== null).join('\n\n'));
  if (!isKept) job.annotate('warning', 'No job summary', 'The job summary could not be written.');
  return override;
}

const linked = ({ url }: KeptReport): SummaryOptions => (url === null ? {} : { reportUrl: url });
