import { describe, expect, it } from '@jest/globals';
import { createJudge } from '../../src/core/judge.ts';
import { firstWindows, judgeAgain } from '../../src/core/replay.ts';
import { synthesize } from './synthetic.ts';
import { find, namesOf, planFor, tryOut } from './trial.ts';

describe('a verdict', () => {
  it('passes a change that does nothing as soon as a pass is allowed', () => {
    const judgement = tryOut(synthesize({ windows: 75, cpu: 1 }));
    expect(judgement.verdict).toBe('pass');
    expect(judgement.reason).toEqual({ kind: 'held' });
    expect(judgement.looks.map(({ windows }) => windows)).toEqual([12, 20, 30]);
    expect(namesOf(judgement, 'held')).toContain('p95');
    expect(namesOf(judgement, 'held')).toContain('cpu');
  });

  it('fails a doubled latency at the first look', () => {
    const judgement = tryOut(synthesize({ windows: 75, slowdown: 2 }));
    expect(judgement.verdict).toBe('fail');
    expect(judgement.looks).toHaveLength(1);
    const p50 = find(judgement, 'p50');
    expect(p50.standing).toBe('worse');
    expect(p50.change?.estimate).toBeGreaterThan(0.9);
    expect(p50.change?.low).toBeGreaterThan(0.8);
  });

  it('names the one endpoint that is slower, before those that are not', () => {
    const judgement = tryOut(synthesize({ windows: 75, slowdown: { 'POST /cart': 1.3 } }));
    expect(judgement.verdict).toBe('fail');
    expect(find(judgement, 'p50', 'POST /cart').standing).toBe('worse');
    expect(namesOf(judgement, 'worse').filter((name) => name.startsWith('GET'))).toEqual([]);
    const endpoints = judgement.comparisons.flatMap(({ endpoint }) => endpoint ?? []);
    expect(endpoints[0]).toBe('POST /cart');
  });

  it('fails a service that fails half a percent more often', () => {
    const judgement = tryOut(synthesize({ windows: 75, failing: [0.001, 0.011] }));
    expect(judgement.verdict).toBe('fail');
    const errors = find(judgement, 'errors');
    expect(errors.standing).toBe('worse');
    expect(errors.change?.estimate).toBeCloseTo(0.01, 2);
    expect(errors.change?.low).toBeGreaterThan(0);
  });

  it('fails on CPU per request alone', () => {
    const judgement = tryOut(synthesize({ windows: 75, cpu: 1.05 }));
    expect(judgement.verdict).toBe('fail');
    expect(namesOf(judgement, 'worse')).toEqual(['cpu']);
    const change = find(judgement, 'cpu').change;
    expect(change?.low).toBeGreaterThan(0.01);
    expect(change?.estimate).toBeCloseTo(0.05, 1);
  });

  it('calls a faster head better and passes it', () => {
    const judgement = tryOut(synthesize({ windows: 75, slowdown: 0.8 }));
    expect(judgement.verdict).toBe('pass');
    const p50 = find(judgement, 'p50');
    expect(p50.standing).toBe('better');
    expect(p50.change?.high).toBeLessThan(0);
  });

  it('is inconclusive about a change that lies at its margin, and knows that more load would not help', () => {
    const judgement = tryOut(
      synthesize({ windows: 30, endpoints: ['GET /'], requests: 400, noise: 0.05, slowdown: 1.0095 }),
      planFor(30, { margins: { run: { p50: 0.0105 }, endpoint: {}, endpoints: {} } }),
    );
    expect(judgement.verdict).toBe('inconclusive');
    expect(judgement.reason.kind).toBe('open');
  });

  it('leaves out of a pass, in print, what its budget could never have shown', () => {
    const judgement = tryOut(synthesize({ windows: 30, requests: 15, noise: 1.2 }));
    expect(namesOf(judgement, 'unresolvable').length).toBeGreaterThan(0);
    const p95 = find(judgement, 'p95', 'GET /');
    expect(p95.standing).toBe('unresolvable');
    expect(p95.resolution).toBeGreaterThan(0.25);
  });

  it('is never a pass when every latency is beyond its resolution', () => {
    const judgement = tryOut(synthesize({ windows: 12, requests: 12, noise: 3 }));
    expect(namesOf(judgement, 'held')).not.toContain('p50');
    expect(judgement.verdict).not.toBe('pass');
  });

  it('cannot resolve a margin within the allowance for differences between starts', () => {
    const margins = { run: { p50: 0.01, errors: 0.01 }, endpoint: {}, endpoints: {} };
    const judgement = tryOut(synthesize({ windows: 30 }), planFor(30, { margins, delta: 0.01 }));
    expect(find(judgement, 'p50').standing).toBe('unresolvable');
  });

  it('shows what has no margin without judging it', () => {
    const margins = { run: { p50: 0.05, p95: null }, endpoint: {}, endpoints: {} };
    const judgement = tryOut(
      synthesize({ windows: 75, slowdown: { 'GET /': 1.5 } }),
      planFor(75, { margins }),
    );
    expect(find(judgement, 'p95').standing).toBe('shown');
    expect(find(judgement, 'p50', 'GET /').standing).toBe('shown');
    expect(find(judgement, 'p50').standing).toBe('worse');
  });

  it('counts what is proven at every look', () => {
    const judge = createJudge(planFor(75));
    const observations = synthesize({ windows: 75 });
    expect(judge.look(firstWindows(observations, 12))).toMatchObject({ windows: 12, held: 0 });
    const third = judge.look(firstWindows(observations, 30));
    expect(third.held).toBe(third.gated);
    expect(third.gated).toBeGreaterThan(10);
  });

  it('refuses looks that do not go forward', () => {
    const judge = createJudge(planFor(30));
    const observations = synthesize({ windows: 30 });
    judge.look(firstWindows(observations, 20));
    expect(() => judge.look(firstWindows(observations, 20))).toThrow(RangeError);
  });
});

describe('judgeAgain', () => {
  it.each([1, 1.03, 1.1])('says of a finished run what was said of it the first time (× %s)', (slowdown) => {
    const observations = synthesize({ windows: 60, slowdown, seed: `again ${slowdown}` });
    const first = tryOut(observations);
    const ended = first.looks.at(-1)?.windows ?? 0;
    expect(judgeAgain(firstWindows(observations, ended), planFor(60))).toEqual(first);
  });

  it('judges a run that was cut short between looks', () => {
    const judgement = judgeAgain(synthesize({ windows: 37, slowdown: 2 }), planFor(75));
    expect(judgement.verdict).toBe('fail');
    expect(judgeAgain(synthesize({ windows: 9 }), planFor(75)).verdict).toBe('inconclusive');
  });
});
