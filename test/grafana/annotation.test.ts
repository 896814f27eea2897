import { expect, it } from '@jest/globals';
import { composeAnnotation } from '../../src/grafana/annotation.ts';
import { readCommand } from './annotation-api.ts';

const RUN = {
  time: { from: 1_795_404_919_824, to: 1_795_404_979_824 },
  verdict: 'fail',
  headline: 'Slower: POST /checkout p95 +31%.',
  repository: 'acme/shop',
  pullRequest: 12,
  page: 'https://github.com/acme/shop/pull/12',
  tags: ['team:cart'],
} as const;

it('marks the time of the load with verdict, repository and pull request', () => {
  expect(composeAnnotation(RUN)).toEqual({
    time: 1_795_404_919_824,
    timeEnd: 1_795_404_979_824,
    tags: ['plimsoll', 'verdict:fail', 'repo:acme/shop', 'pr:12', 'team:cart'],
    text: 'Slower: POST /checkout p95 +31%.\n<a href="https://github.com/acme/shop/pull/12">https://github.com/acme/shop/pull/12</a>',
  });
});

it('says what it knows where that is little', () => {
  const alone = composeAnnotation({ ...RUN, repository: null, pullRequest: null, page: null, tags: [] });
  expect(alone).toMatchObject({ tags: ['plimsoll', 'verdict:fail'], text: RUN.headline });
});

it('keeps names that a pull request chose from becoming markup', () => {
  const { text } = composeAnnotation({ ...RUN, headline: '<img src=x onerror=alert(1)> & "GET /"' });
  expect(text.split('\n')[0]).toBe('&lt;img src=x onerror=alert(1)&gt; &amp; &quot;GET /&quot;');
});

it.each([
  { ...RUN, headline: '🔴'.repeat(5000) },
  { ...RUN, headline: `\ud800${'x'.repeat(3)}` },
  {
    ...RUN,
    verdict: 'inconclusive' as const,
    repository: `${'o'.repeat(39)}/${'r'.repeat(100)}`,
    pullRequest: 999_999_999,
    tags: Array.from({ length: 6 }, (_, at) => `${at}`.padEnd(40, 't')),
  },
  { ...RUN, tags: ['plimsoll', 'pr:12', 'é'.repeat(300)] },
])('is never more than Grafana takes', (run) => {
  const annotation = composeAnnotation(run);
  expect(readCommand(JSON.stringify(annotation))).toEqual(annotation);
  expect(annotation.tags).toContain(`pr:${run.pullRequest}`);
  expect(annotation.text.length).toBeLessThan(2300);
});
