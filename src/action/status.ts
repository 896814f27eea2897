import type { Override } from '../github/override.ts';
import { type CommitStatus, setStatus, statusSha } from '../github/status.ts';
import { writeHeadline } from '../report/headline.ts';
import { PLAIN } from '../report/ink.ts';
import { visibleName } from '../report/untrusted.ts';
import { inputOf } from './input.ts';
import { readJobSection } from './job-section.ts';
import type { Outcome } from './outcome.ts';
import type { Publication } from './publication.ts';
import type { Reach } from './reach.ts';
import { renderSentence } from './sentence.ts';

/** Sets the commit status where one is wanted. What stood in the way comes back as a remark for the summary. */
export async function publishStatus(
  { outcome, override }: { readonly outcome: Outcome; readonly override: Override },
  { run, inputs, event, job }: Publication,
  reach: Reach,
): Promise<string | null> {
  const name = inputOf('status', inputs) ?? false;
  const sha = event === null ? null : statusSha(event);
  if (name === false || event === null || sha === null) return null;
  const github = await reach();
  if (github === null) {
    job.annotate('warning', 'No commit status', 'The input `token` is empty.');
    return null;
  }
  const { state, description } = describeOutcome(outcome, override);
  const set = await setStatus(github, {
    owner: run.owner,
    repo: run.repo,
    sha,
    context: job.clean(statusContext(name, readJobSection(inputs).title)),
    state,
    description: job.clean(description),
    targetUrl: runUrl(run),
    isFork: event.kind === 'pull request' && event.isFork,
  });
  if (set.kind === 'set') return null;
  job.annotate('warning', 'No commit status', `${set.reason}. ${set.hint}`);
  return renderSentence(`No commit status was set: ${set.reason}. ${set.hint}`);
}

/** The name that rules refer to: the same for every run of a job. */
export function statusContext(name: string | true, section: string | null): string {
  const first = name === true ? 'plimsoll' : name;
  return section === null ? first : `${first} / ${visibleName(section)}`;
}

export function describeOutcome(
  outcome: Outcome,
  override: Override,
): Pick<CommitStatus, 'state' | 'description'> {
  switch (outcome.kind) {
    case 'not measured':
      return { state: 'error', description: `Could not measure: ${visibleLine(outcome.failure.message)}` };
    case 'cancelled':
      return { state: 'error', description: 'Cancelled before there was a verdict' };
    case 'measured': {
      const { verdict } = outcome.result.judgement;
      const headline = writeHeadline(outcome.result, PLAIN).replace(/^\P{L}+/u, '');
      const said = verdict === 'inconclusive' ? `Inconclusive: ${headline}` : headline;
      if (override.kind === 'overridden') {
        return { state: 'success', description: `Overridden by ${visibleName(override.by)}. ${said}` };
      }
      const passes = verdict === 'pass' || (verdict === 'inconclusive' && outcome.inconclusive === 'pass');
      return { state: passes ? 'success' : 'failure', description: said };
    }
  }
}

const visibleLine = (text: string): string => visibleName(text.split('\n', 1)[0] ?? '');

const runUrl = ({ serverUrl, owner, repo, order }: Publication['run']): string =>
  `${serverUrl}/${owner}/${repo}/actions/runs/${order.run}/attempts/${order.attempt}`;
