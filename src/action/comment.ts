import { readLogin } from '../github/identity.ts';
import type { Section } from '../github/section.ts';
import { postStickyComment } from '../github/sticky-comment.ts';
import { inputOf } from './input.ts';
import { readJobSection } from './job-section.ts';
import type { Publication } from './publication.ts';
import type { Reach } from './reach.ts';
import { renderSentence } from './sentence.ts';

/** Keeps the comment on the pull request. What stood in the way comes back as a remark for the summary. */
export async function comment(
  section: Section,
  { run, inputs, event, job }: Publication,
  reach: Reach,
): Promise<string | null> {
  const wanted = inputOf('comment', inputs);
  if (event?.kind !== 'pull request' || wanted === 'false') return null;
  const github = await reach();
  if (github === null) {
    job.annotate('warning', 'No comment', 'The input `token` is empty. The report is in the job summary.');
    return null;
  }
  const posted = await postStickyComment(github, {
    conversation: { owner: run.owner, repo: run.repo, number: event.number },
    key: run.key,
    run: run.order.run,
    section,
    isShared: readJobSection(inputs).title !== null,
    mayCreate: wanted === 'true' || (wanted === 'changes' && isWorthOne(section)),
    login: await readLogin(github, run.apiUrl),
    isFork: event.isFork,
  });
  switch (posted.kind) {
    case 'not created':
      job.say(`no comment: the input comment is ${wanted}, and there was none to update`);
      return null;
    case 'created':
    case 'updated':
    case 'kept newer':
      job.say(`comment ${posted.kind}: ${posted.url}`);
      return null;
    case 'unwritable': {
      // To be read-only is the normal state of a fork, not a mistake in the workflow.
      const level = event.isFork ? 'notice' : 'warning';
      job.annotate(level, 'No comment', `${posted.reason}. ${posted.hint}`);
      return renderSentence(`No comment was written: ${posted.reason}. ${posted.hint}`);
    }
  }
}

/** A pass and a run that was called off are no news. */
const isWorthOne = ({ ending }: Section): boolean => ending !== 'pass' && ending !== 'cancelled';
