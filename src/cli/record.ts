import { codeOfFailure, DONE } from '../core/exit-code.ts';
import { runRecord } from '../pipeline/record.ts';
import { renderRecorded } from '../report/recorded.ts';
import type { Command } from './command.ts';
import { planRequest } from './request-plan.ts';

/** `plimsoll record`: measures the default branch and appends the recording to the stored baseline. */
export const RECORD: Command = {
  name: 'record',
  summary: 'Measure the default branch and keep it as a stored baseline.',
  settings: null,
  own: {},
  operands: [],
  async run(request, surroundings, terminal) {
    const { plan } = await planRequest(request, surroundings);
    const recorded = await runRecord(plan, surroundings);
    terminal.print(renderRecorded(recorded.recording, recorded.appended));
    return recorded.appended.kind === 'appended' ? DONE : codeOfFailure('measurement');
  },
};
