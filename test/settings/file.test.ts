import { describe, expect, it } from '@jest/globals';
import { fromInputs, problemsOf, WHOLE } from './read-for-tests.ts';

const problemsIn = (text: string): string[] => problemsOf(() => fromInputs(WHOLE, text));

describe('plimsoll.yml', () => {
  it.each<[string, string, string[]]>([
    ['nothing', '', []],
    ['comments alone', '# rate: 5\n', []],
    ['a byte order mark and Windows line ends', '\uFEFFrate: 5\r\nbudget: 90s\r\n', []],
    ['margins shared by an alias', 'margins:\n  endpoint: &e { p95: 5% }\n  endpoints: { GET /: *e }', []],
    ['a list', '- rate: 5', ['plimsoll.yml:1:1: received a list or a text, expected a map of settings']],
    ['a text', 'rate', ['plimsoll.yml:1:1: received a list or a text, expected a map of settings']],
    [
      'a key twice',
      'rate: 5\nbudget: 90s\nrate: 6',
      ['plimsoll.yml:3:1: the key "rate" is there twice, expected each key once'],
    ],
    [
      'a metric twice',
      'margins:\n  p95: 5%\n  p95: 50%',
      ['plimsoll.yml:3:3: the key "p95" is there twice, expected each key once'],
    ],
    [
      'a tab',
      'margins:\n\tp95: 5%',
      ['plimsoll.yml:2:1: not valid YAML: Tabs are not allowed as indentation'],
    ],
    [
      'two documents',
      'rate: 5\n---\nrate: 6',
      ['plimsoll.yml:2:1: received a second document, expected one'],
    ],
    [
      'an alias without anchor',
      'rate: 5\nseed: *s',
      [
        'plimsoll.yml:2:7: the aliases cannot be resolved (Unresolved alias (the anchor must be set before the alias): s)',
      ],
    ],
    [
      'a prototype',
      '__proto__: { rate: 5 }\nmargins:\n  __proto__: { p95: 1% }',
      [
        'plimsoll.yml:1: received the unknown key "__proto__"',
        'plimsoll.yml:3: margins.__proto__: received "__proto__", expected one of p50, p90, p95, p99, mean, errors, throughput, capacity, backlog, cpu, memory, endpoint, endpoints',
      ],
    ],
    [
      'a megabyte',
      `# ${'x'.repeat(1024 * 1024)}`,
      ['plimsoll.yml: received 1025 KiB, expected at most 256 KiB'],
    ],
  ])('with %s', (_, text, problems) => {
    expect(problemsIn(text)).toEqual(problems);
  });

  it('case 26: leaves every prototype as it was', () => {
    problemsIn(
      '__proto__: { polluted: 1 }\nenv: { __proto__: { polluted: 1 } }\nmargins: { endpoints: { __proto__: { p95: 5% } } }',
    );
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(({} as Record<string, unknown>)['p95']).toBeUndefined();
  });

  it('case 26: does not unfold a bomb of anchors', () => {
    const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'];
    const bomb = letters.map((letter, at) => {
      const inner = at === 0 ? 'lol' : `*${letters[at - 1]}`;
      return `${letter}: &${letter} [${Array(9).fill(inner).join(', ')}]`;
    });
    expect(problemsIn(bomb.join('\n'))).toEqual([
      'plimsoll.yml:2:8: the aliases cannot be resolved (Excessive alias count indicates a resource exhaustion attack)',
    ]);
  });

  it.each(['[', '{a: ', '- '])('case 26: does not fall over %j repeated without end', (piece) => {
    const [problem, ...more] = problemsIn(piece.repeat(64 * 1024));
    expect(problem).toMatch(/^plimsoll\.yml:1:\d+: it is nested too deeply to be read$/);
    expect(more).toEqual([]);
  });

  it('that cannot be read hides what it would have said, not what the inputs say', () => {
    expect(problemsOf(() => fromInputs({ rate: '0' }, 'script: [a.js'))).toEqual([
      expect.stringMatching(/^plimsoll\.yml:1:\d+: not valid YAML: /),
      expect.stringMatching(/^input rate: received "0"/),
    ]);
  });
});
