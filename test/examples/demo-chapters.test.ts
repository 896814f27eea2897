import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { CHAPTERS } from '../../src/cli/demo/chapters.ts';
import { findExample } from '../../src/cli/demo/example.ts';
import type { Judgement, Verdict } from '../../src/core/judgement.ts';
import { comparison } from '../report/result-builder.ts';

const judged = (verdict: Verdict, worse: readonly string[] = []): Judgement => ({
  verdict,
  reason: { kind: verdict === 'fail' ? 'worse' : 'held' },
  comparisons: ['GET /products', 'GET /search'].map((endpoint) =>
    comparison(endpoint, 'p95', {
      ...{ base: 1.5, head: 2.7, change: 0.8, half: 0.2, sees: 0.3 },
      standing: worse.includes(endpoint) ? 'worse' : 'held',
    }),
  ),
  limits: [],
  looks: [],
});

const shortfallOf = (regression: string, judgement: Judgement) =>
  CHAPTERS.find((chapter) => chapter.regression === regression)?.findShortfall(judgement);

it('is content when the slow list is named and the equal pair passes', () => {
  expect(shortfallOf('n-plus-one', judged('fail', ['GET /products']))).toBeNull();
  expect(shortfallOf('no-op', judged('pass'))).toBeNull();
});

it.each([
  ['n-plus-one', judged('pass'), 'got the verdict pass'],
  ['n-plus-one', judged('inconclusive', ['GET /products']), 'got the verdict inconclusive'],
  ['n-plus-one', judged('fail', ['GET /search']), 'not because of GET /products'],
  ['no-op', judged('fail', ['GET /products']), 'got the verdict fail'],
  ['no-op', judged('inconclusive'), 'got the verdict inconclusive'],
])('says what %s should have shown', (regression, judgement, sentence) => {
  expect(shortfallOf(regression, judgement)).toContain(sentence);
});

it('has a patch for every chapter', () => {
  for (const { regression } of CHAPTERS) {
    expect(existsSync(join(findExample(), 'regressions', `${regression}.patch`))).toBe(true);
  }
});
