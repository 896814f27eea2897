import { describe, expect, it } from '@jest/globals';
import { fromFile, fromFlags, problemsOf, WHOLE } from './read-for-tests.ts';

const PLAN = {
  url: 'https://grafana.example.com',
  token: { kind: 'variable', name: 'GRAFANA_TOKEN' },
  dashboards: [],
  org: null,
  tags: [],
};

it('is off unless it is named', () => {
  expect(fromFlags(WHOLE).grafana).toBeNull();
});

it('may be an address alone', () => {
  expect(fromFile('grafana: https://grafana.example.com/\n').grafana).toEqual(PLAN);
});

it('takes dashboards by uid, path and address', () => {
  const text = [
    'grafana:',
    '  url: http://127.0.0.1:3000/grafana/',
    '  token: $CI_GRAFANA',
    '  dashboards: [plimsoll, /d/abc/shop?var-env=ci, "http://127.0.0.1:3000/grafana/d/xyz/whole"]',
    '  org: 2',
    '  tags: team:cart, staging',
  ].join('\n');
  expect(fromFile(text).grafana).toEqual({
    url: 'http://127.0.0.1:3000/grafana',
    token: { kind: 'variable', name: 'CI_GRAFANA' },
    dashboards: ['plimsoll', '/d/abc/shop?var-env=ci', '/d/xyz/whole'],
    org: 2,
    tags: ['team:cart', 'staging'],
  });
});

describe('what is wrong with it', () => {
  const G = 'url: https://g.example.com';
  it.each([
    ['grafana.example.com', 'url: received "grafana.example.com", expected an http or https address'],
    [
      '{ url: https://me:s3cret@g.example.com }',
      'url: received "https://…@g.example.com", expected an address without',
    ],
    ['{ url: https://g.example.com/?orgId=1 }', 'expected an address without ? and #'],
    ['{ dashboards: [plimsoll] }', 'url: received nothing'],
    [`{ ${G}, token: glsa_s3cret }`, 'expected the name of a variable, such as $GRAFANA_TOKEN'],
    [`{ ${G}, dashboards: [a b] }`, "expected a dashboard's uid"],
    [`{ ${G}, dashboards: [//evil.example.com] }`, "expected a dashboard's uid"],
    [
      `{ ${G}, dashboards: ['https://evil.example.com/d/abc'] }`,
      'expected a dashboard of https://g.example.com',
    ],
    [`{ ${G}, dashboards: { a: b } }`, 'expected a list of at most 10'],
    [`{ ${G}, org: main }`, 'expected the number of an organisation'],
    [`{ ${G}, tags: [a,b,c,d,e,f,g] }`, 'expected a list of at most 6'],
    [`{ ${G}, tags: ["<b>"] }`, 'expected a tag of at most 40'],
    [`{ ${G}, dashboard: plimsoll }`, 'did you mean dashboards?'],
    ['[plimsoll]', 'expected a map with the keys url, token'],
  ])('is told with its line, and without a secret: %s', (text, says) => {
    const problems = problemsOf(() => fromFile(`grafana: ${text}`));
    expect(problems).toEqual([expect.stringContaining(says)]);
    expect(problems[0]).toMatch(/^plimsoll\.yml:3/);
    expect(problems[0]).not.toContain('s3cret');
  });
});
