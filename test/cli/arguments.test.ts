import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseArguments } from '../../src/cli/arguments.ts';
import { COMMANDS } from '../../src/cli/commands.ts';
import { renderHelp } from '../../src/cli/help.ts';
import { Failure } from '../../src/core/failure.ts';
import { FLAG_KEYS } from '../../src/settings/flag-help.ts';

const parse = (argv: readonly string[]) => parseArguments(argv, COMMANDS);
const KNOWN = `${COMMANDS.slice(0, -1)
  .map(({ name }) => name)
  .join(', ')} or ${COMMANDS.at(-1)?.name}`;

describe('a command line', () => {
  it.each<[string, object]>([
    ['compare', {}],
    ['compare --rate 5 --budget=90s', { rate: ['5'], budget: ['90s'] }],
    ['compare --env A=1 --env B=2', { env: ['A=1', 'B=2'] }],
    ['compare --rate -5', { rate: ['-5'] }],
    ['compare --stop=', { stop: [''] }],
    ['compare --rate', { rate: [''] }],
    ['--rate 5 compare', { rate: ['5'] }],
    ['compare --budgt 5m --seed x', { budgt: ['5m'], seed: ['x'] }],
    ['compare --start=--x', { start: ['--x'] }],
  ])('%s', (line, flags) => {
    expect(parse(line.split(' '))).toMatchObject({
      command: { name: 'compare' },
      request: { flags, own: {}, operands: [] },
    });
  });

  it.each<[string[], string]>([
    [[], 'help'],
    [['help'], 'help'],
    [['help', 'compare'], 'help'],
    [['compare', '-h'], 'help'],
    [['compare', '--rate', '5', '--help'], 'help'],
    [['--version'], 'version'],
    [['demo', '--budget', '1m'], 'demo'],
  ])('%j means %s', (argv, command) => {
    const asked = parse(argv);
    expect(asked.kind === 'command' ? asked.command.name : asked.kind).toBe(command);
  });

  it.each([
    ['compar', `received the unknown command "compar", expected ${KNOWN}; did you mean compare?`],
    ['--rate 5', `received no command, expected ${KNOWN}`],
    ['compare main', 'received "main" after compare, expected flags only'],
    [
      'compare --rate --budget 5m',
      'received no value before --budget, expected one (--rate=--budget if that is the value)',
    ],
    [
      'demo --start x --sed 1',
      'demo does not take --start; did you mean --starts?, nor --sed; did you mean --seed?',
    ],
  ])('%s is refused', (line, message) => {
    expect(() => parse(line.split(' '))).toThrow(message);
  });

  it('of any words gives arguments or a settings failure', () => {
    const word = fc.oneof(
      fc.constantFrom('compare', 'demo', '--', '--rate', '--help=1', '-h', '--no-rate', '--__proto__=1'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(word), (argv) => {
        try {
          parse(argv);
        } catch (error) {
          expect(error).toBeInstanceOf(Failure);
        }
      }),
    );
  });
});

const OWN_FLAGS = COMMANDS.flatMap(({ own }) => Object.keys(own));

/** Their placeholders are the values themselves. */
const LISTED = ['inconclusive', 'jmeter-transactions'];

describe('help', () => {
  it('names every flag once and fits a terminal of 80 columns', () => {
    const lines = renderHelp(COMMANDS).split('\n');
    expect(lines.flatMap((line) => /^ {2}--([a-z0-9-]+) [A-Z]/.exec(line)?.[1] ?? []).sort()).toEqual(
      [...FLAG_KEYS.filter((key) => !LISTED.includes(key)), ...OWN_FLAGS].toSorted(),
    );
    expect(lines.filter((line) => line.length >= 80)).toEqual([]);
    expect(lines).toContain('  --inconclusive pass|fail');
  });
});
