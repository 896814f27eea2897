import type { Job } from '../github/job.ts';
import type { Override } from '../github/override.ts';
import { writeHeadline } from '../report/headline.ts';
import { PLAIN } from '../report/ink.ts';
import { renderTerminal } from '../report/terminal.ts';
import { failAnnotations } from './annotations.ts';
import type { Outcome } from './outcome.ts';
import { writeOverride } from './override.ts';

const WIDTH = 120;

/** How it ended, in the job's log; annotations where the step fails, or would have. */
export function tellLog(outcome: Outcome, override: Override, job: Job): void {
  switch (outcome.kind) {
    case 'measured': {
      const { result } = outcome;
      const { verdict } = result.judgement;
      job.say(renderTerminal(result, { color: false, width: WIDTH }));
      if (override.kind === 'overridden') {
        const audit = writeOverride(override, verdict, PLAIN);
        job.annotate('warning', 'Verdict overridden', `${audit}\n${writeHeadline(result, PLAIN)}`);
      } else if (verdict === 'fail') {
        for (const { title, text } of failAnnotations(result)) job.annotate('error', title, text);
      }
      return;
    }
    case 'not measured':
      job.annotate('error', 'Could not measure', `${outcome.failure.message}\n${outcome.failure.hint}`);
      return;
    case 'cancelled':
      job.say('cancelled; nothing was compared, everything that was started has been stopped');
      return;
  }
}
