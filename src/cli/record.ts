import { resolve } from 'node:path';
import type { Appended } from '../core/baseline/store.ts';
import { codeOfFailure, DONE } from '../core/exit-code.ts';
import type { Plan } from '../core/plan.ts';
import { appendKept } from '../pipeline/append-kept.ts';
import { runRecord } from '../pipeline/record.ts';
import type { Surroundings } from '../pipeline/surroundings.ts';
import { renderBrought, renderRecorded } from '../report/recorded.ts';
import type { Command } from './command.ts';
import { planRequest } from './request-plan.ts';
import type { Terminal } from './terminal.ts';

/** `plimsoll record`: measures the default branch and appends the recording to the stored baseline. */
export const RECORD: Command = {
  name: 'record',
  summary: 'Measure the default branch and keep it as a stored baseline.',
  settings: null,
  own: {
    from: {
      placeholder: 'FILE',
      means:
        'Bring in a recording that a store refused earlier, from the file that it was kept in; nothing is measured.',
      byDefault: 'measure now',
    },
  },
  operands: [],
  async run(request, surroundings, terminal) {
    const { plan } = await planRequest(request, surroundings);
    const { from } = request.own;
    const appended =
      from === undefined
        ? await recordNow(plan, surroundings, terminal)
        : await bringIn(resolve(from), plan, surroundings, terminal);
    return appended.kind === 'appended' ? DONE : codeOfFailure('measurement');
  },
};

async function recordNow(plan: Plan, surroundings: Surroundings, terminal: Terminal): Promise<Appended> {
  const recorded = await runRecord(plan, surroundings);
  terminal.print(renderRecorded(recorded));
  return recorded.appended;
}

async function bringIn(
  path: string,
  plan: Plan,
  surroundings: Surroundings,
  terminal: Terminal,
): Promise<Appended> {
  const { recordings, appended } = await appendKept(path, plan, surroundings);
  terminal.print(renderBrought(recordings, appended));
  return appended;
}
