import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';

interface Step {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string>>;
}

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: unknown;
  readonly jobs: Readonly<
    Record<string, { readonly permissions: Record<string, string>; readonly steps: Step[] }>
  >;
}

const ROOT = resolve(import.meta.dirname, '../..');
const FOLDER = join(ROOT, 'examples/workflows');
const action = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as { readonly inputs: object };

describe.each(readdirSync(FOLDER))('%s', (name) => {
  const workflow = parse(readFileSync(join(FOLDER, name), 'utf8')) as Workflow;
  const jobs = Object.values(workflow.jobs);
  const events = Object.keys(workflow.on);

  test('gives nothing to all jobs, and to each what it needs', () => {
    expect(workflow.permissions).toEqual({});
    const most = {
      actions: 'read',
      contents: events.join() === 'push' ? 'write' : 'read',
      'pull-requests': 'write',
      statuses: 'write',
    };
    for (const { permissions } of jobs) expect(most).toMatchObject(permissions);
  });

  test('lets no job that measures in two steps write anything', () => {
    const measuring = jobs.filter(({ steps }) => steps.some((step) => step.with?.['mode'] === 'measure'));
    expect(measuring.map(({ permissions }) => permissions)).toEqual(
      measuring.map(() => ({ contents: 'read' })),
    );
  });

  test('never runs on pull_request_target, and checks nothing out on workflow_run', () => {
    expect(events).not.toContain('pull_request_target');
    const uses = jobs.flatMap(({ steps }) => steps.map((step) => step.uses ?? ''));
    if (events.includes('workflow_run')) expect(uses.join()).not.toContain('checkout');
  });

  test('passes inputs that there are', () => {
    const steps = jobs.flatMap((job) => job.steps).filter(({ uses }) => uses?.startsWith('plimsoll/'));
    expect(steps).not.toHaveLength(0);
    const passed = steps.flatMap((step) => Object.keys(step.with ?? {}));
    expect(passed.filter((input) => !(input in action.inputs))).toEqual([]);
  });
});

test('one action is pinned to one commit, wherever it is used', () => {
  const texts = [FOLDER, join(ROOT, '.github/workflows')]
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .map((path) => readFileSync(path, 'utf8'));
  const pins = [...texts.join('\n').matchAll(/uses: ([\w/-]+)@([0-9a-f]{40} # v[\d.]+)/g)];
  const commits = new Map<string, Set<string>>();
  for (const [, name = '', pin = ''] of pins) commits.set(name, (commits.get(name) ?? new Set()).add(pin));
  expect(commits.size).toBeGreaterThan(4);
  expect([...commits].filter(([, each]) => each.size > 1)).toEqual([]);
});
