import { describe, expect, it } from '@jest/globals';
import { CONDITIONS } from '../../../bench/baseline/runs.ts';
import { defaultRule, parseRule } from '../../../src/core/baseline/conditions.ts';
import { compareConditions, isComparable } from '../../../src/core/baseline/differences.ts';
import type { Conditions } from '../../../src/core/baseline/recording.ts';

const machine = (change: Partial<Conditions['machine']>): Conditions => ({
  ...CONDITIONS,
  machine: { ...CONDITIONS.machine, ...change },
});
const load = (rate: number): Conditions => ({ ...CONDITIONS, load: { ...CONDITIONS.load, rate } });
const engine = (version: string, name = 'k6'): Conditions => ({ ...CONDITIONS, engine: { name, version } });

const RATIO = defaultRule('ratio');
const words = (now: Conditions): string[] =>
  compareConditions(now, CONDITIONS, RATIO).map((one) => one.words);

describe('conditions', () => {
  it('that agree have no differences', () => {
    expect(words({ ...CONDITIONS })).toEqual([]);
  });

  it.each([
    [{ ...CONDITIONS, script: 'ff' }, 'script changed', true],
    [engine('2.1.0'), 'other k6: 2.1.0 now, 2.2.0 then', true],
    [engine('5.6.3', 'jmeter'), 'other engine: jmeter now, k6 then', true],
    [load(60), 'other load: 60 iterations/s now, 50 then', true],
    [{ ...CONDITIONS, reference: null }, 'other reference service: none now, 1 then', true],
    [machine({ cores: 2 }), 'other number of cores: 2 now, 4 then', true],
    [machine({ cpu: 'Xeon' }), 'other CPU model: Xeon now, AMD EPYC 7763 64-Core Processor then', false],
    [machine({ memoryBytes: 8 * 2 ** 30 }), 'other memory: 8 GiB now, 15.62 GiB then', false],
    [machine({ image: '' }), 'other runner image: unnamed now, ubuntu24 20261101.1 then', false],
    [machine({ kernel: '7' }), 'other kernel: 7 now, 6.11.0-1018-azure then', false],
    [{ ...CONDITIONS, target: 'ff' }, 'built, started or configured in another way', false],
    [{ ...CONDITIONS, plimsoll: '9' }, 'other Plimsoll: 9 now, 0.1.0 then', false],
  ] as const)('that differ are named: %#', (now, expected, decisive) => {
    expect(compareConditions(now, CONDITIONS, RATIO)).toMatchObject([{ words: expected, decisive }]);
    expect(isComparable(now, CONDITIONS, RATIO)).toBe(!decisive);
  });

  it.each([engine('2.2.7'), load(54), machine({ memoryBytes: 16_700_000_000 })])(
    'that hardly differ count as alike: %#',
    (now) => {
      expect(words(now)).toEqual([]);
    },
  );

  it('decide by the CPU model where there is no quotient', () => {
    const other = { ...machine({ cpu: 'Xeon' }), reference: null };
    expect(isComparable(other, { ...CONDITIONS, reference: null }, defaultRule('raw'))).toBe(false);
  });

  it('are named in the order of their weight', () => {
    const now = { ...machine({ kernel: '7', cores: 2 }), script: 'ff' };
    expect(words(now)).toEqual([
      'script changed',
      'other number of cores: 2 now, 4 then',
      'other kernel: 7 now, 6.11.0-1018-azure then',
    ]);
  });

  it('never agree on a load that is no number', () => {
    expect(isComparable(load(Number.NaN), CONDITIONS, RATIO)).toBe(false);
  });
});

describe('the setting', () => {
  it('says what must agree', () => {
    const parsed = parseRule(['script', 'image']);
    expect(parsed).toEqual({ kind: 'rule', rule: new Set(['script', 'image']) });
    if (parsed.kind !== 'rule') return;
    expect(isComparable(machine({ image: 'x' }), CONDITIONS, parsed.rule)).toBe(false);
    expect(isComparable(machine({ cores: 1 }), CONDITIONS, parsed.rule)).toBe(true);
  });

  it('lists the names that are none', () => {
    expect(parseRule(['script', 'Cpu', 'moon'])).toEqual({ kind: 'unknown', names: ['Cpu', 'moon'] });
  });
});
