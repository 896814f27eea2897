import { describe, expect, test } from '@jest/globals';
import { DOCTOR } from '../../src/cli/doctor.ts';
import type { Terminal } from '../../src/cli/terminal.ts';
import { Failure } from '../../src/core/failure.ts';

const nothing = () => undefined;
const TERMINAL: Terminal = {
  color: false,
  width: 80,
  print: nothing,
  say: nothing,
  progress: nothing,
  clear: nothing,
  grouped: (_, work) => work(),
};
const AROUND = {
  environment: {},
  say: nothing,
  progress: nothing,
  signal: new AbortController().signal,
  version: 'test',
};

describe('plimsoll doctor', () => {
  test.each([
    [{ runs: '0' }, 'flag --runs: received "0", expected a whole number from 1 to 1000'],
    [{ runs: '1001' }, 'flag --runs: received "1001"'],
    [{ runs: '2.5' }, 'flag --runs: received "2.5"'],
    [
      { for: '30' },
      'flag --for: received "30", expected a duration from 1m to 1440m, such as 30m, with its unit',
    ],
    [{ for: '10s' }, 'flag --for: received "10s"'],
    [{ out: 'no/such/folder/found.md' }, 'found.md" cannot be written to'],
  ])('refuses %j before anything is measured', async (own: Record<string, string>, message) => {
    const running = DOCTOR.run({ flags: {}, own, operands: [] }, AROUND, TERMINAL);
    await expect(running).rejects.toThrow(message);
    await expect(running).rejects.toBeInstanceOf(Failure);
  });

  test('takes no base to compare with and no other file to write', () => {
    expect(DOCTOR.settings).toEqual(expect.arrayContaining(['rate', 'budget', 'starts', 'start', 'delta']));
    for (const key of ['base', 'json', 'inconclusive'] as const) expect(DOCTOR.settings).not.toContain(key);
  });
});
