import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Failure } from '../../src/core/failure.ts';
import { SETTING_KEYS } from '../../src/settings/definitions.ts';
import { configPath, readSettings } from '../../src/settings/read.ts';
import { fromFlags, fromInputs, problemsOf, WHOLE } from './read-for-tests.ts';

describe('where a value comes from', () => {
  it('flags go before the file, the file before the defaults, and each remembers', () => {
    const settings = fromFlags({ rate: '120' }, 'script: a.js\nstart: x\nrate: 7\nbudget: 90s\n');
    expect([settings.rate, settings.budget, settings.starts]).toEqual([120, 90_000, null]);
    expect(settings.sourceOf('rate')).toEqual({ kind: 'flag', words: 'flag --rate' });
    expect(settings.sourceOf('budget')).toEqual({ kind: 'file', words: 'plimsoll.yml:4' });
    expect(settings.sourceOf('starts')).toEqual({ kind: 'default', words: 'default' });
  });

  it('a key in a higher place replaces the whole key', () => {
    const settings = fromFlags({ ...WHOLE, env: ['A=1'] }, 'env: { A: 0, B: 2 }');
    expect(settings.env).toEqual({ A: '1' });
  });

  it('an empty input counts as not given, an empty flag does not', () => {
    const text = 'script: a.js\nstart: x\nstop: y\nrate: 7\n';
    expect(fromInputs({ rate: '', stop: ' ' }, text)).toMatchObject({ rate: 7, stop: 'y' });
    expect(fromFlags({ stop: '' }, text).stop).toBe('');
    expect(problemsOf(() => fromFlags({ rate: '' }, text))).toHaveLength(1);
  });

  it('a wrong value in the file is reported even where a flag goes before it', () => {
    expect(problemsOf(() => fromFlags({ ...WHOLE, rate: '5' }, '\n\nrate: fast'))).toEqual([
      'plimsoll.yml:3: rate: received "fast", expected iterations per second, above 0 and at most 10000, or auto',
    ]);
  });
});

describe('all problems at once', () => {
  it('case 24: names source, key, what was received and what was expected, in one failure with a hint', () => {
    const read = () => fromFlags({ budgt: '5m', starts: '3' }, 'rate: 0\nmargins:\n  p95: 10\n');
    expect(problemsOf(read)).toEqual([
      'plimsoll.yml:1: rate: received "0", expected iterations per second, above 0 and at most 10000, or auto',
      'plimsoll.yml:3: margins.p95: received "10", expected a unit; write 10% if that was meant, or 1000% if 10 was meant as a ratio; or off',
      'flag --budgt: received an unknown flag; did you mean --budget?',
      'flag --starts: received "3", expected 1, or an even number from 2 to 10, so that the order of starting is balanced',
      'script: received nothing, expected the path of a k6 script or JMeter plan (or paths)',
      'start: received nothing, expected the command that starts the service (or base-url and head-url, or url)',
    ]);
    expect(read).toThrow(/^6 problems in the settings:\n/);
  });

  it.each([
    ['tokens', 'received an unknown input; did you mean token?'],
    ['budgets', 'received an unknown input; did you mean budget?'],
    ['working_directory', 'received an unknown input; did you mean working-directory?'],
    ['constructor', 'received an unknown input'],
    ['__proto__', 'received an unknown input'],
  ])('case 24: the unknown input %j', (name, says) => {
    const values = Object.fromEntries([...Object.entries(WHOLE), [name, 'x']]);
    expect(problemsOf(() => fromInputs(values))).toEqual([`input ${name}: ${says}`]);
  });

  it('case 23: there is no input for arguments of k6, so that no shell ever sees one', () => {
    const values = { ...WHOLE, 'k6-args': '--out json=$(id)' };
    expect(problemsOf(() => fromInputs(values))).toEqual([
      expect.stringMatching(/^input k6-args: received an unknown input/),
    ]);
  });

  it('says where a key belongs that was given in a place that does not take it', () => {
    expect(problemsOf(() => fromFlags({ ...WHOLE, comment: 'false' }, 'token: x\njson: y'))).toEqual([
      'plimsoll.yml:1: received token as a key of plimsoll.yml, expected it as an input of the action',
      'plimsoll.yml:2: received json as a key of plimsoll.yml, expected it as a flag of the command or an input of the action',
      'flag --comment: received comment as a flag of the command, expected it as an input of the action',
    ]);
  });

  it('two values for a flag that takes one', () => {
    expect(problemsOf(() => fromFlags({ ...WHOLE, rate: ['1', '2'] }))).toEqual([
      'flag --rate: received 2 values, expected one',
    ]);
  });

  it('a hostile name stays on its line, and thousands of problems stay readable', () => {
    expect(problemsOf(() => fromInputs({ ...WHOLE, 'x\n::error::y\u202E': '1' }))).toEqual([
      'input x\uFFFD::error::y\uFFFD: received an unknown input',
    ]);
    const keys = Array.from({ length: 300 }, (_, at) => `${'k'.repeat(600)}${at}: 1`);
    const problems = problemsOf(() => fromInputs(WHOLE, `margins:\n  ${keys.join('\n  ')}`));
    expect(problems).toHaveLength(51);
    expect(problems.at(-1)).toMatch(/^and \d+ more$/);
    expect(Math.max(...problems.map((problem) => problem.length))).toBeLessThan(410);
  });

  it('a long hostile value is cut and stays on its line', () => {
    const [problem] = problemsOf(() => fromFlags({ ...WHOLE, rate: `1\n::error::${'x'.repeat(9000)}` }));
    expect(problem).toMatch(/^flag --rate: received "1\\n::error::x{40,60}…", expected iterations/);
  });
});

describe('what no single key can know', () => {
  const URLS = { script: 'a.js', 'base-url': 'http://b', 'head-url': 'http://h' };

  it.each<[string, Record<string, string>, string[]]>([
    ['two running versions are enough', URLS, []],
    [
      'one URL is not',
      { script: 'a.js', 'head-url': 'http://h' },
      ['flag --head-url: received head-url alone, expected base-url beside it'],
    ],
    [
      'start and URLs exclude each other',
      { ...URLS, start: 'x' },
      ['flag --base-url: received base-url beside start (flag --start), expected one of them'],
    ],
    [
      'what runs already is not started several times',
      { ...URLS, starts: '4' },
      ['flag --starts: received starts beside base-url, expected none: what runs already is not started'],
    ],
    [
      'a URL that cannot be read is not missing as well',
      { ...URLS, 'base-url': 'b' },
      [
        'flag --base-url: received "b", expected an http or https origin, such as https://staging.example.com',
      ],
    ],
  ])('%s', (_, flags, problems) => {
    expect(problemsOf(() => fromFlags(flags))).toEqual(problems);
  });
});

describe('the path of the settings file', () => {
  it.each<[Record<string, string | string[]>, string]>([
    [{}, 'plimsoll.yml'],
    [{ config: '' }, 'plimsoll.yml'],
    [{ config: ' load/p.yml ' }, 'load/p.yml'],
    [{ config: ['a.yml', 'b.yml'] }, 'b.yml'],
  ])('%j is %s', (values, path) => {
    expect(configPath(values)).toBe(path);
  });

  it('a file that was asked for must be there', () => {
    expect(problemsOf(() => fromFlags({ ...WHOLE, config: 'p.yml' }))).toEqual([
      'flag --config: there is no file "p.yml"',
    ]);
    expect(fromFlags(WHOLE).config).toBe('plimsoll.yml');
  });
});

describe('whatever is given', () => {
  const piece = fc.constantFrom(
    '=',
    ',',
    '.',
    '%',
    'pp',
    'p95',
    'endpoint',
    'endpoints.',
    '\n',
    '1',
    '-',
    '１',
    ':',
    '{',
    '[',
    '&a',
    '*a',
    '#',
    ' ',
    '"',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece).map((pieces) => pieces.join('')),
  );
  const name = fc.oneof(fc.constantFrom(...SETTING_KEYS, '__proto__', 'constructor'), text);
  const line = fc.tuple(name, text).map(([key, value]) => `${key}: ${value}`);

  it('either settings come of it or a settings failure, never another error', () => {
    fc.assert(
      fc.property(
        fc.dictionary(name, fc.oneof(text, fc.array(text))),
        fc.constantFrom('flag' as const, 'input' as const),
        fc.option(
          fc.oneof(
            text,
            fc.array(line).map((lines) => lines.join('\n')),
          ),
        ),
        (values, origin, file) => {
          try {
            readSettings({
              values,
              origin,
              file: file === null ? null : { path: 'plimsoll.yml', text: file },
            });
          } catch (error) {
            expect(error).toBeInstanceOf(Failure);
            expect(error).toMatchObject({ kind: 'settings' });
          }
        },
      ),
      { numRuns: 400 },
    );
  });
});
