import { expect, test } from '@jest/globals';
import { readOverride } from '../../src/github/override.ts';
import type { LabelEvent } from './fake-repository.ts';
import { type Fault, type FaultScript, startFaultServer } from './fault-server.ts';
import { CONVERSATION, openImpatient } from './impatient.ts';

const LABEL = 'plimsoll: accept';
const at = (hour: number): string => `2030-01-01T${String(hour).padStart(2, '0')}:00:00Z`;
const set = (by: string, hour: number, change: Partial<LabelEvent> = {}): LabelEvent => ({
  event: 'labeled',
  label: LABEL,
  by,
  at: at(hour),
  ...change,
});

async function ask(labelEvents: readonly LabelEvent[], faults: FaultScript = () => null) {
  await using server = await startFaultServer({ pullRequest: { author: 'octo', labelEvents }, faults });
  return await readOverride(await openImpatient(server.url), CONVERSATION, LABEL);
}

test('who set the label, and when', async () => {
  expect(await ask([set('maintainer', 9)])).toEqual({
    kind: 'overridden',
    label: LABEL,
    by: 'maintainer',
    at: at(9),
    isAuthor: false,
  });
});

test('the author is told apart, whatever the case of the login', async () => {
  expect(await ask([set('Octo', 9)])).toMatchObject({ kind: 'overridden', isAuthor: true });
});

test('the last to set it is who decided', async () => {
  const removed = set('octo', 10, { event: 'unlabeled' });
  expect(await ask([set('first', 9), removed, set('second', 11)])).toMatchObject({ by: 'second' });
});

test('GitHub takes labels without regard to case, and so do we', async () => {
  expect(await ask([set('maintainer', 9, { label: 'Plimsoll: Accept' })])).toMatchObject({
    kind: 'overridden',
  });
});

test.each<[string, readonly LabelEvent[]]>([
  ['never set', []],
  ['taken off again', [set('maintainer', 9), set('maintainer', 10, { event: 'unlabeled' })]],
  ['another one', [set('maintainer', 9, { label: 'plimsoll: accepted' })]],
])('a label that was %s overrides nothing', async (_, labelEvents) => {
  expect(await ask(labelEvents)).toEqual({ kind: 'none' });
});

test('a label that a bot set is no decision', async () => {
  const override = await ask([set('labeler[bot]', 9, { type: 'Bot' })]);
  expect(override).toMatchObject({ kind: 'unwritable', reason: expect.stringContaining('bot labeler[bot]') });
});

test('the label is found behind hundreds of other events', async () => {
  const others = Array.from({ length: 450 }, (_, n) => set('octo', n % 24, { label: `label ${n}` }));
  expect(await ask([...others, set('maintainer', 9)])).toMatchObject({ by: 'maintainer' });
});

test.each<[string, Fault]>([
  ['a refusal', { kind: 'status', status: 403, message: 'Resource not accessible by integration' }],
  ['a server error', { kind: 'status', status: 502 }],
  ['a dead socket', { kind: 'drop' }],
  ['a proxy that answers in HTML', { kind: 'text', contentType: 'text/html', text: '<html>' }],
  ['JSON of another kind', { kind: 'text', contentType: 'application/json', text: '{"labels":"all"}' }],
  ['half an answer', { kind: 'truncated' }],
  ['a body that never ends', { kind: 'drip' }],
  ['a rate limit', { kind: 'status', status: 429, headers: { 'retry-after': '3600' } }],
])('case 66: %s for either question overrides nothing', async (_, fault) => {
  const events = [set('maintainer', 9)];
  for (const end of ['/pulls/7', '/timeline']) {
    const override = await ask(events, ({ path }) => (path.endsWith(end) ? fault : null));
    expect(override).toMatchObject({
      kind: 'unwritable',
      hint: expect.stringContaining('The verdict stands'),
    });
  }
});

test('a token that may not read labels names the permission', async () => {
  const refused: Fault = { kind: 'status', status: 403, message: 'Resource not accessible by integration' };
  expect(await ask([set('maintainer', 9)], () => refused)).toMatchObject({
    hint: expect.stringContaining('pull-requests: read'),
  });
});
