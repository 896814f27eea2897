import { describe, expect, it } from '@jest/globals';
import { withBacklog } from '../../../src/core/backlog/finding.ts';
import { type BacklogRules, judgeBacklog } from '../../../src/core/backlog/judge-backlog.ts';
import type { Judgement } from '../../../src/core/judgement.ts';
import { DEFAULT_POLICY } from '../../../src/core/policy.ts';
import { seededRandom } from '../../../src/statistics/random.ts';
import { type Consumer, SHAPE, simulateQueue } from './queue-worlds.ts';

const RULES: BacklogRules = {
  policy: DEFAULT_POLICY,
  measurement: { windows: 30, windowsMost: 75, plannedLooks: [12, 20, 30, 45, 60, 75], windowMs: 2000 },
};
const QUICK: Consumer = { capacity: 1.5 };

const queueOf = (base: Consumer, head: Consumer, rate = SHAPE.rate) =>
  simulateQueue({ base, head }, seededRandom('a run'), { ...SHAPE, rate });

const standingOf = (base: Consumer, head: Consumer, rules = RULES, rate = SHAPE.rate) =>
  judgeBacklog([queueOf(base, head, rate)], rules).queues[0]?.standing;

describe('a queue', () => {
  it('that head consumes too slowly is worse, with its rates', () => {
    const [found] = judgeBacklog([queueOf(QUICK, { capacity: 0.73 })], RULES).queues;
    expect(found?.standing).toBe('worse');
    expect(found?.baseFallsBehind).toBe(false);
    expect(found?.rates?.head.accepted).toBeCloseTo(200, -1);
    expect(found?.rates?.head.consumed).toBeCloseTo(146, -1);
    expect(found?.growth?.low).toBeGreaterThan(30);
    expect(found?.growth?.high).toBeLessThan(80);
  });

  it('that both keep up with is held, also with commits every 5 s', () => {
    expect(standingOf(QUICK, QUICK)).toBe('held');
    const lazy = { capacity: 1.5, commitMs: 5000 };
    expect(['held', 'unresolvable']).toContain(standingOf(lazy, lazy));
  });

  it('that both fall behind on alike is not held against head, and base is said to', () => {
    const [found] = judgeBacklog([queueOf({ capacity: 0.6 }, { capacity: 0.6 })], RULES).queues;
    expect(found?.standing).not.toBe('worse');
    expect(found?.baseFallsBehind).toBe(true);
  });

  it('that head falls behind on further than base is worse all the same', () => {
    expect(standingOf({ capacity: 0.9 }, { capacity: 0.4 })).toBe('worse');
  });

  it('that nobody consumes on head is worse', () => {
    expect(standingOf(QUICK, { capacity: 0 })).toBe('worse');
  });

  it('within its margin is no failure, and without a margin it is only shown', () => {
    const margin = (backlog: number | null): BacklogRules => {
      const { margins } = DEFAULT_POLICY;
      return {
        ...RULES,
        policy: { ...DEFAULT_POLICY, margins: { ...margins, run: { ...margins.run, backlog } } },
      };
    };
    expect(standingOf(QUICK, { capacity: 0.8 }, margin(0.4))).toBe('held');
    expect(standingOf(QUICK, { capacity: 0.5 }, margin(null))).toBe('shown');
    expect(judgeBacklog([queueOf(QUICK, QUICK)], margin(null)).alpha).toBe(0);
  });

  it('with hardly a message is not judged', () => {
    expect(standingOf(QUICK, { capacity: 0.2 }, RULES, 1)).toBe('sparse');
  });

  it('seen in too few windows is not judged', () => {
    const early = { ...RULES, measurement: { ...RULES.measurement, windows: 8 } };
    expect(standingOf(QUICK, { capacity: 0 }, early)).toBe('sparse');
  });

  it('takes a fifth of alpha, with all others', () => {
    const queue = queueOf(QUICK, QUICK);
    expect(judgeBacklog([queue, queue], RULES).alpha).toBeCloseTo(0.002, 12);
  });
});

describe('a judgement that knows of queues', () => {
  const judged = (verdict: Judgement['verdict']): Judgement => ({
    verdict,
    reason: { kind: verdict === 'fail' ? 'worse' : 'held' },
    comparisons: [],
    limits: [],
    looks: [],
  });
  const finding = (standing: 'worse' | 'open' | 'held' | 'unresolvable') => {
    const found = judgeBacklog([queueOf(QUICK, QUICK)], RULES);
    return { ...found, queues: found.queues.map((queue) => ({ ...queue, standing })) };
  };

  it('fails for one that is worse, whatever requests say', () => {
    for (const verdict of ['pass', 'inconclusive'] as const) {
      const whole = withBacklog(judged(verdict), finding('worse'));
      expect([whole.verdict, whole.reason.kind]).toEqual(['fail', 'backlog']);
    }
  });

  it('does not pass while one looks worse', () => {
    expect(withBacklog(judged('pass'), finding('open')).verdict).toBe('inconclusive');
  });

  it('keeps its own reason to fail, and passes with what holds or is too uneven', () => {
    expect(withBacklog(judged('fail'), finding('worse')).reason.kind).toBe('worse');
    expect(withBacklog(judged('pass'), finding('held')).verdict).toBe('pass');
    expect(withBacklog(judged('pass'), finding('unresolvable')).verdict).toBe('pass');
  });
});
