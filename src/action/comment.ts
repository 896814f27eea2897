import { openGitHub } from '../github/client.ts';
import { readLogin } from '../github/identity.ts';
import { postStickyComment } from '../github/sticky-comment.ts';
import type { Publication } from './publish.ts';
import { renderSentence } from './sentence.ts';

/** Keeps the comment on the pull request. What stood in the way comes back as a remark for the summary. */
export async function comment(body: string, publication: Publication): Promise<string | null> {
  const { run, inputs, event, job, patience } = publication;
  if (event?.kind !== 'pull request' || !inputs.wantsComment) return null;
  if (inputs.token === '') {
    job.annotate('warning', 'No comment', 'The input `token` is empty. The report is in the job summary.');
    return null;
  }
  const github = await openGitHub({ token: inputs.token, apiUrl: run.apiUrl, patience });
  const posted = await postStickyComment(github, {
    conversation: { owner: run.owner, repo: run.repo, number: event.number },
    key: run.key,
    order: run.order,
    body,
    login: await readLogin(github, run.apiUrl),
    isFork: event.isFork,
  });
  if (posted.kind !== 'unwritable') {
    job.say(`comment ${posted.kind}: ${posted.url}`);
    return null;
  }
  // To be read-only is the normal state of a fork, not a mistake in the workflow.
  const level = event.isFork ? 'notice' : 'warning';
  job.annotate(level, 'No comment', `${posted.reason}. ${posted.hint}`);
  return renderSentence(`No comment was written: ${posted.reason}. ${posted.hint}`);
}
