import { expect, test } from '@jest/globals';
import { readSections } from '../../src/github/section.ts';
import type { LabelEvent } from '../github/fake-repository.ts';
import { type FaultScript, startFaultServer } from '../github/fault-server.ts';
import { codeTexts, outsideCode, renderMarkdown } from '../report/github-markdown.ts';
import { events } from './event-json.ts';
import { ended, type Story, tell } from './told.ts';

const LABEL = 'plimsoll: accept';
const ACCEPTED: LabelEvent = {
  event: 'labeled',
  label: LABEL,
  by: 'maintainer',
  at: '2030-01-02T03:04:05Z',
};

interface Scene extends Story {
  readonly labelEvents?: readonly LabelEvent[];
  readonly outcome?: ReturnType<typeof ended>;
  readonly faults?: FaultScript;
}

async function play({ labelEvents = [ACCEPTED], outcome = ended('fail-cpu'), faults, ...story }: Scene) {
  await using server = await startFaultServer({
    pullRequest: { author: 'octo', labelEvents },
    ...(faults === undefined ? {} : { faults }),
  });
  const told = await tell(server, outcome, { ...story, inputs: { status: 'true', ...story.inputs } });
  const [body = ''] = [...server.comments.values()].map((comment) => comment.body);
  const asked = server.journal.filter(({ line }) => /pulls|timeline/.test(line)).length;
  return { ...told, body, asked, statuses: server.statuses };
}

test('a label lets a fail pass, and everybody is told who, when and in spite of what', async () => {
  const { code, job, body, statuses } = await play({});
  expect(code).toBe(0);
  const told = [body, job.summary, job.annotations.join('\n'), job.log.join('\n')];
  for (const text of told.slice(0, 3)) {
    expect(text).toMatch(/Overridden by .*@maintainer/);
    expect(text).toContain('2030-01-02 at 03:04 UTC');
    expect(text).toContain('plimsoll: accept');
  }
  for (const text of told) expect(text).toContain('More CPU');
  expect(job.annotations).toEqual([expect.stringMatching(/^warning: Verdict overridden: /)]);
  expect(job.outputs['verdict']).toBe('fail');
  expect(readSections(body)[0]?.ending).toBe('fail');
  expect(statuses).toMatchObject([
    { state: 'success', description: expect.stringMatching(/^Overridden by maintainer\. More CPU/) },
  ]);
});

test('case 2: who overrode is named without being notified', async () => {
  const { body } = await play({});
  const html = renderMarkdown(body);
  expect(codeTexts(html)).toContain('@maintainer');
  expect(outsideCode(html)).not.toContain('@');
});

test('that it was the author of the pull request is said', async () => {
  expect((await play({ labelEvents: [{ ...ACCEPTED, by: 'octo' }] })).body).toContain(
    'who opened the pull request',
  );
  expect((await play({})).body).not.toContain('who opened the pull request');
});

test('an inconclusive that fails the job can be overridden, too', async () => {
  const { code, body } = await play({ outcome: ended('inconclusive', 'fail') });
  expect(code).toBe(0);
  expect(body).toContain('The verdict stays inconclusive');
});

test.each([
  ['a pass', { outcome: ended('pass') }],
  ['an inconclusive that passes', { outcome: ended('inconclusive') }],
])('%s asks for no labels', async (_, scene) => {
  const { code, asked, body } = await play(scene);
  expect([code, asked]).toEqual([0, 0]);
  expect(body).not.toContain('Overridden');
});

test.each<[string, Scene]>([
  ['no label', { labelEvents: [] }],
  ['another label than the one that is asked for', { inputs: { 'override-label': 'slower on purpose' } }],
  ['a label of a bot', { labelEvents: [{ ...ACCEPTED, by: 'labeler[bot]', type: 'Bot' }] }],
  ['overriding switched off', { inputs: { 'override-label': 'false' } }],
  ['no pull request', { event: { name: 'push', payload: events.push({ branch: 'topic' }) } }],
  ['no token', { inputs: { token: '' } }],
])('with %s a fail stays a fail', async (_, scene) => {
  const { code, body, job } = await play(scene);
  expect(code).toBe(1);
  expect(body + job.summary + job.annotations.join()).not.toContain('Overridden');
});

const labels = (...names: string[]) => ({
  name: 'pull_request',
  payload: events.pullRequest({ labels: names }),
});
const silent: FaultScript = ({ path }) =>
  path.endsWith('/timeline') ? { kind: 'status', status: 502 } : null;

test('where GitHub does not say who set the label, nothing is overridden, with a warning', async () => {
  const { code, job } = await play({ faults: silent, event: labels(LABEL) });
  expect(code).toBe(1);
  expect(job.annotations).toContainEqual(
    expect.stringMatching(/^warning: No override: .*The verdict stands/),
  );
});

test('where nobody had set a label when the run began, the log says so and no more', async () => {
  const { code, job } = await play({ faults: silent, event: labels() });
  expect(code).toBe(1);
  expect(job.annotations.filter((text) => text.startsWith('warning'))).toEqual([]);
  expect(job.log.join('\n')).toContain('no override');
});

test('an error is no verdict, and cannot be overridden', async () => {
  await using server = await startFaultServer({ pullRequest: { labelEvents: [ACCEPTED] } });
  const { code } = await tell(server, { kind: 'cancelled' });
  expect(code).toBe(3);
});
