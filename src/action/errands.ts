import { codeOfFailure, DONE } from '../core/exit-code.ts';
import { runDoctor } from '../pipeline/doctor.ts';
import { runRecord } from '../pipeline/record.ts';
import { renderDoctorMarkdown } from '../report/doctor-markdown.ts';
import { renderDoctor } from '../report/doctor-terminal.ts';
import { renderRecorded } from '../report/recorded.ts';
import { now } from '../system/clock.ts';
import type { Errand } from './errand.ts';
import { keepRecording } from './keep-recording.ts';
import { renderSentence } from './sentence.ts';

/**
 * On a push to the default branch. A store that refuses breaks no build of main unless that was asked for: what to do about it
 * is said, and the recording is kept.
 */
export const record: Errand = async (plan, surroundings) => {
  const recorded = await runRecord(plan, surroundings);
  const isRefused = recorded.appended.kind === 'refused';
  const kept = recorded.keptIn === null ? null : await keepRecording(recorded.keptIn, surroundings);
  const text = [renderRecorded(recorded), ...(kept === null ? [] : [kept])].join('\n');
  return {
    text,
    summary: text.split('\n').map(renderSentence).join('\n\n'),
    code: isRefused && plan.baseline.required ? codeOfFailure('measurement') : DONE,
  };
};

const WIDTH = 120;
const RUNS = { runs: 5, budgetMs: 3_600_000 };

/** On a schedule: five comparisons of the default branch with itself, in an hour at most. */
export const doctor: Errand = async (plan, surroundings) => {
  const examination = await runDoctor(plan, RUNS, surroundings);
  const day = new Date(now()).toISOString().slice(0, 10);
  return {
    text: renderDoctor(examination, { color: false, width: WIDTH }),
    summary: renderDoctorMarkdown(examination, day),
    code: DONE,
  };
};
