import { describe, expect, it } from '@jest/globals';
import type { GrafanaPlan } from '../../src/core/grafana-plan.ts';
import type { Result } from '../../src/core/result.ts';
import { readRunSubject, tellGrafana } from '../../src/pipeline/tell-grafana.ts';
import { type FakeGrafana, startGrafana, TOKEN } from '../grafana/fake-grafana.ts';
import { RESULTS } from '../report/results.ts';

const SUBJECT = {
  repository: 'acme/shop',
  pullRequest: 12,
  page: 'https://github.com/acme/shop/pull/12',
};

function measuredAt(startAt: number): Result {
  const result = RESULTS['fail-one-endpoint']?.() as Result;
  const [start] = result.measurement.starts;
  const starts = start === undefined ? [] : [{ ...start, startAt }];
  return { ...result, measurement: { ...result.measurement, starts } };
}

const RECENT = Date.now() - 120_000;

interface Told {
  readonly result: Result;
  readonly said: readonly string[];
}

async function tell(
  grafana: Pick<FakeGrafana, 'url'>,
  { environment = { GRAFANA_TOKEN: TOKEN } as Record<string, string>, result = measuredAt(RECENT) } = {},
): Promise<Told> {
  const plan: GrafanaPlan = {
    url: grafana.url,
    token: { kind: 'variable', name: 'GRAFANA_TOKEN' },
    dashboards: ['plimsoll'],
    org: null,
    tags: [],
  };
  const said: string[] = [];
  const say = (line: string) => void said.push(line);
  return { result: await tellGrafana(result, plan, { environment, say, subject: SUBJECT }), said };
}

it('marks the time of the load and links the dashboards at it', async () => {
  await using grafana = await startGrafana();
  const { result } = await tell(grafana);
  const { windows, windowMs } = result.measurement;
  const [annotation] = grafana.annotations;
  expect(annotation).toMatchObject({
    time: RECENT,
    timeEnd: RECENT + windows * windowMs,
    tags: ['plimsoll', 'verdict:fail', 'repo:acme/shop', 'pr:12'],
    text: expect.stringContaining('POST /checkout p95 +31%'),
  });
  expect(result.dashboards?.[0]?.url).toContain(`from=${annotation?.time}&to=${annotation?.timeEnd}`);
  expect(grafana.refusals).toEqual([]);
  expect(result.notes).toEqual(measuredAt(RECENT).notes);
});

describe('the verdict stands and', () => {
  it('the run is linked where there is no token, as in runs for forks', async () => {
    await using grafana = await startGrafana();
    const { result, said } = await tell(grafana, { environment: { GRAFANA_TOKEN: ' ' } });
    expect(result.dashboards).toHaveLength(1);
    expect(result.notes).toEqual([]);
    expect(grafana.annotations).toEqual([]);
    expect(said).toEqual(['grafana: there is no token, so the run is linked and not marked']);
  });

  it('one remark says that Grafana refused, without the token', async () => {
    await using grafana = await startGrafana();
    const { result } = await tell(grafana, { environment: { GRAFANA_TOKEN: 'glsa_of_another_server' } });
    expect(result.judgement).toEqual(measuredAt(RECENT).judgement);
    expect(result.notes).toEqual([
      expect.stringContaining('Grafana was not told of this run: it answered 401'),
    ]);
    expect(JSON.stringify(result)).not.toContain('glsa_of_another_server');
  });

  it('one remark says that nothing is there', async () => {
    const gone = await startGrafana();
    await gone[Symbol.asyncDispose]();
    const { result } = await tell(gone);
    expect(result.notes).toEqual([expect.stringContaining('it did not answer')]);
    expect(result.dashboards).toHaveLength(1);
  });

  it.each([
    ['lies in the future', Date.now() + 3_600_000],
    ['is older than any run', Date.now() - 40 * 86_400_000],
  ])('nothing is told of a time that %s', async (_, startAt) => {
    await using grafana = await startGrafana();
    const result = measuredAt(startAt);
    expect((await tell(grafana, { result })).result).toBe(result);
    expect(grafana.annotations).toEqual([]);
  });
});

it('leaves a result alone where no Grafana was named', async () => {
  const result = measuredAt(RECENT);
  const world = { environment: {}, say: () => undefined, subject: SUBJECT };
  expect(await tellGrafana(result, null, world)).toBe(result);
});

describe('what a run is about', () => {
  const job = { GITHUB_REPOSITORY: 'acme/shop', GITHUB_RUN_ID: '31', GITHUB_REF: 'refs/heads/main' };
  it.each([
    [{ ...job, GITHUB_REF: 'refs/pull/12/merge' }, 12, 'https://github.com/acme/shop/pull/12'],
    [job, null, 'https://github.com/acme/shop/actions/runs/31'],
    [
      { ...job, GITHUB_SERVER_URL: 'https://ghe.example.com', GITHUB_RUN_ID: '' },
      null,
      'https://ghe.example.com/acme/shop',
    ],
  ])('is the pull request, else the run', (environment, pullRequest, page) => {
    expect(readRunSubject(environment)).toEqual({ repository: 'acme/shop', pullRequest, page });
  });

  it.each([{}, { ...job, GITHUB_REPOSITORY: 'a"><script>/b' }])('is not known elsewhere', (environment) => {
    expect(readRunSubject(environment)).toEqual({ repository: null, pullRequest: null, page: null });
  });
});
