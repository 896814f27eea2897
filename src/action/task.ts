import type { Event } from '../github/event.ts';
import type { Problem } from '../settings/problem.ts';
import { MODES } from '../settings/surrounding-definitions.ts';

export type Mode = (typeof MODES)[number];

/** What the step is to do. */
export type Task =
  | {
      readonly kind: 'measure';
      /** Whether the result is kept as an artifact, for a job that may do more; `if possible` makes no fuss where it is not. */
      readonly keeps: 'always' | 'if possible' | 'never';
      /** The report is written to the pull request from here. */
      readonly tells: boolean;
    }
  | { readonly kind: 'report' | 'record' | 'doctor' };

export interface Choice {
  readonly task: Task;
  /** What is wrong with asking for it here. */
  readonly problems: readonly Problem[];
}

/** From the input `mode` and the event to a task. A mode that is unknown is a problem of the settings, and read as auto here. */
export function chooseTask(input: string, event: Event): Choice {
  const mode = MODES.find((known) => known === input.trim()) ?? 'auto';
  if (mode === 'auto') return { task: taskOf(event), problems: [] };
  const expected = complain(mode, event);
  const says = `received ${mode} on ${describeEvent(event)}, expected ${expected}`;
  return { task: TASKS[mode], problems: expected === null ? [] : [{ at: 'input mode', says }] };
}

const MEASURE: Task & { readonly kind: 'measure' } = { kind: 'measure', keeps: 'always', tells: false };
const ALL: Task = { kind: 'measure', keeps: 'never', tells: true };
const TASKS = { measure: MEASURE, all: ALL, report: { kind: 'report' }, record: { kind: 'record' } } as const;

/** Where a fork's code runs, the token only reads: what it measured is told by a workflow of the base. */
function taskOf(event: Event): Task {
  switch (event.kind) {
    case 'pull request':
      return event.isFork ? { ...MEASURE, keeps: 'if possible' } : ALL;
    case 'push':
      return event.isDefault ? TASKS.record : ALL;
    case 'schedule':
      return { kind: 'doctor' };
    case 'workflow run':
      return TASKS.report;
    case 'merge group':
    case 'workflow dispatch':
    case 'other':
      return ALL;
  }
}

/** What was expected instead; null where the mode fits the event. */
function complain(mode: Exclude<Mode, 'auto'>, event: Event): string | null {
  switch (mode) {
    case 'measure':
    case 'all':
      return event.kind === 'workflow run'
        ? 'report: the code of a pull request is measured by the workflow that ran before, without the rights of this one'
        : null;
    case 'report':
      return ['pull request', 'merge group', 'workflow run'].includes(event.kind)
        ? null
        : 'the events pull_request, merge_group or workflow_run, whose runs have something to report';
    case 'record':
      return 'isDefault' in event && event.isDefault
        ? null
        : 'a push to the default branch: what others could read as the truth comes from nowhere else';
  }
}

/** An event as a workflow file names it. */
export function describeEvent(event: Event): string {
  switch (event.kind) {
    case 'other':
      return event.name || 'an event without a name';
    case 'push':
      return `a push to ${event.branch}`;
    default:
      return event.kind.replace(' ', '_');
  }
}
