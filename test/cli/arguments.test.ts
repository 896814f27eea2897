import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseArguments } from '../../src/cli/arguments.ts';
import { renderHelp } from '../../src/cli/help.ts';
import { Failure } from '../../src/core/failure.ts';
import { FLAG_KEYS } from '../../src/settings/flag-help.ts';

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
    expect(parseArguments(line.split(' '))).toEqual({ command: 'compare', flags, positionals: [] });
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
    expect(parseArguments(argv).command).toBe(command);
  });

  it.each([
    ['compar', 'received the unknown command "compar", expected compare or demo; did you mean compare?'],
    ['--rate 5', 'received no command, expected compare or demo'],
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
    expect(() => parseArguments(line.split(' '))).toThrow(message);
  });

  it('of any words gives arguments or a settings failure', () => {
    const word = fc.oneof(
      fc.constantFrom('compare', 'demo', '--', '--rate', '--help=1', '-h', '--no-rate', '--__proto__=1'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(word), (argv) => {
        try {
          parseArguments(argv);
        } catch (error) {
          expect(error).toBeInstanceOf(Failure);
        }
      }),
    );
  });
});

describe('help', () => {
  it('names every flag once and fits a terminal of 80 columns', () => {
    const lines = renderHelp().split('\n');
    expect(lines.flatMap((line) => /^ {2}--([a-z0-9-]+) [A-Z]/.exec(line)?.[1] ?? []).sort()).toEqual(
      FLAG_KEYS.filter((key) => key !== 'inconclusive').toSorted(),
    );
    expect(lines.filter((line) => line.length >= 80)).toEqual([]);
    expect(lines).toContain('  --inconclusive pass|fail');
  });
});
