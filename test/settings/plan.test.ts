import { describe, expect, it } from '@jest/globals';
import { DEFAULT_MARGINS, STORED_MARGINS } from '../../src/core/policy.ts';
import { makePlan } from '../../src/settings/plan.ts';
import { fromFlags, fromInputs, WHOLE } from './read-for-tests.ts';

const CONTEXT = { workspace: '/repo', defaultBase: 'main', seed: 'run 7' };

describe('a plan', () => {
  it('is whole when only script and start are given', () => {
    expect(makePlan(fromFlags(WHOLE), CONTEXT)).toEqual({
      targets: {
        kind: 'git',
        workspace: '/repo',
        base: 'main',
        directory: '.',
        build: '',
        start: 'npm start',
        stop: '',
        env: {},
        ready: '/',
        readyTimeoutMs: 60_000,
      },
      script: '/repo/load/shop.js',
      paths: [],
      targetEnv: 'BASE_URL',
      scriptEnv: {},
      origins: [],
      remoteImports: false,
      k6: { path: '', version: '2.2.0', sha256: '' },
      jmeter: {
        home: '',
        version: '5.6.3',
        sha512: '',
        targetProperty: [],
        transactions: 'plan',
        args: [],
        remoteHosts: [],
      },
      rate: 50,
      findsRate: true,
      comparesCapacity: false,
      growthFrom: null,
      rateSource: 'default',
      pin: 'off',
      budgetMs: 300_000,
      starts: null,
      policy: { alpha: 0.01, beta: 0.05, margins: DEFAULT_MARGINS, limits: [] },
      delta: null,
      grafana: null,
      inconclusive: 'pass',
      against: 'auto',
      baseline: {
        location: 'branch:plimsoll',
        workspace: '/repo',
        branch: 'main',
        service: 'default',
        budgetMs: 60_000,
        runs: 20,
        comparableWhen: '',
        keep: 500,
        required: false,
        removed: [],
        margins: STORED_MARGINS,
      },
      observe: { scrape: null, prometheus: null, kafka: null },
      publish: { remoteWrite: null },
      seed: 'run 7',
    });
  });

  it('says that a rate was set, even to its default', () => {
    expect(makePlan(fromFlags({ ...WHOLE, rate: '50' }), CONTEXT).rateSource).toBe('set');
  });

  it('takes what settings say before what the context offers', () => {
    const text =
      'base: v1\nseed: 42\nk6-path: bin/k6\nstarts: 4\ndelta: 1.5%\nalpha: 0.5%\nlimits: { p95: 1s }\n';
    expect(makePlan(fromInputs(WHOLE, text), CONTEXT)).toMatchObject({
      targets: { base: 'v1' },
      seed: '42',
      k6: { path: '/repo/bin/k6' },
      starts: 4,
      delta: 0.015,
      policy: { alpha: 0.005, limits: [{ metric: 'p95', endpoint: null, most: 1000 }] },
    });
  });

  it('widens for stored recordings what nobody set, and leaves what somebody did', () => {
    const plan = makePlan(fromInputs(WHOLE, 'margins: { p95: 10%, endpoint: { p50: off } }'), CONTEXT);
    expect(plan.policy.margins.run).toMatchObject({ p50: 0.05, p95: 0.1, errors: 0.005 });
    expect(plan.baseline.margins.run).toMatchObject({ p50: 0.2, p95: 0.1, errors: 0.005 });
    expect(plan.baseline.margins.endpoint).toMatchObject({ p50: null, p95: 1 });
  });

  it('compares two running versions without starting any', () => {
    const settings = fromFlags({ script: 'a.js', 'base-url': 'http://b:1/', 'head-url': 'http://h' });
    expect(makePlan(settings, CONTEXT).targets).toEqual({
      kind: 'urls',
      baseUrl: 'http://b:1',
      headUrl: 'http://h',
    });
  });
});
