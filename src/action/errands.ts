import { DONE } from '../core/exit-code.ts';
import { runDoctor } from '../pipeline/doctor.ts';
import { runRecord } from '../pipeline/record.ts';
import { renderDoctorMarkdown } from '../report/doctor-markdown.ts';
import { renderDoctor } from '../report/doctor-terminal.ts';
import { renderRecorded } from '../report/recorded.ts';
import { now } from '../system/clock.ts';
import type { Errand } from './errand.ts';
import { renderSentence } from './sentence.ts';

/** On a push to the default branch. A store that refuses breaks no build of main: what to do about it is said. */
export const record: Errand = async (plan, surroundings) => {
  const { recording, appended } = await runRecord(plan, surroundings);
  const text = renderRecorded(recording, appended);
  return { text, summary: text.split('\n').map(renderSentence).join('\n\n'), code: DONE };
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
