import type { Job } from '../github/job.ts';
import { writeHeadline } from '../report/headline.ts';
import { PLAIN } from '../report/ink.ts';
import { renderTerminal } from '../report/terminal.ts';
import type { Outcome } from './outcome.ts';

const WIDTH = 120;

/** How it ended, in the job's log; an annotation where the step fails. */
export function tellLog(outcome: Outcome, job: Job): void {
  switch (outcome.kind) {
    case 'measured':
      job.say(renderTerminal(outcome.result, { color: false, width: WIDTH }));
      if (outcome.result.judgement.verdict === 'fail') {
        job.annotate('error', 'Load test failed', writeHeadline(outcome.result, PLAIN));
      }
      return;
    case 'not measured':
      job.annotate('error', 'Could not measure', `${outcome.failure.message}\n${outcome.failure.hint}`);
      return;
    case 'cancelled':
      job.say('cancelled; nothing was compared, everything that was started has been stopped');
      return;
  }
}
