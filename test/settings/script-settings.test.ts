import { describe, expect, it } from '@jest/globals';
import { makePlan } from '../../src/settings/plan.ts';
import { fromFlags, fromInputs, problemsOf } from './read-for-tests.ts';

const CONTEXT = { workspace: '/repo', defaultBase: 'main', seed: 's' };
const START = { start: 'npm start' };
const CART = { method: 'POST', path: '/cart', body: '{"id":1, "tags":["a","b"]}' };

describe('paths', () => {
  it('is a list in the file', () => {
    const text =
      'start: x\npaths:\n  - /\n  - get /items?q=a,b\n  - \'POST /cart {"id":1, "tags":["a","b"]}\'\n';
    expect(makePlan(fromInputs({}, text), CONTEXT)).toMatchObject({
      script: 'paths',
      paths: [
        { method: 'GET', path: '/', body: null },
        { method: 'GET', path: '/items?q=a,b', body: null },
        CART,
      ],
    });
  });

  it.each([
    'GET /, POST /cart {"id":1, "tags":["a","b"]}, /items',
    'GET /\nPOST /cart {"id":1, "tags":["a","b"]}\n/items\n',
  ])('is one text elsewhere: %j', (paths) => {
    expect(fromFlags({ ...START, paths }).paths).toEqual([
      { method: 'GET', path: '/', body: null },
      CART,
      { method: 'GET', path: '/items', body: null },
    ]);
  });

  it.each([
    [
      'FETCH /a',
      'received "FETCH /a", expected a method of GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS, then a path',
    ],
    ['GET items', 'received "GET items", expected a path that begins with a slash, such as GET /items'],
    [
      'http://a.example/items',
      'received "http://a.example/items", expected a path without the origin, such as GET /items',
    ],
    [
      'POST /a {id:1}',
      'received "POST /a {id:1}", expected JSON after the path, such as POST /cart {"id":1}',
    ],
    ['GET /a {}', 'received "GET /a {}", expected nothing after the path of GET'],
  ])('refuses %j', (paths, says) => {
    expect(problemsOf(() => fromFlags({ ...START, paths }))).toEqual([`flag --paths: ${says}`]);
  });

  it('says what to do when YAML made a map of a body', () => {
    const [problem] = problemsOf(() => fromInputs({}, 'start: x\npaths:\n  - /\n  - POST /cart {"id": 1}\n'));
    expect(problem).toMatch(
      /^plimsoll\.yml:2: paths: received a map, expected .* in quotes where a body has a colon/,
    );
  });

  it('stands instead of a script, not beside it', () => {
    expect(problemsOf(() => fromFlags({ ...START, script: 'a.js', paths: '/' }))).toEqual([
      'flag --paths: received paths beside script (flag --script), expected one of them',
    ]);
  });
});

describe('origin', () => {
  it.each([
    ['http://localhost:3000', ['http://localhost:3000']],
    ['http://localhost:3000/, ws://API.example.com', ['http://localhost:3000', 'http://api.example.com']],
  ])('reads %j', (origin, origins) => {
    const settings = fromFlags({ ...START, script: 'a.js', origin });
    expect(makePlan(settings, CONTEXT).origins).toEqual(origins);
  });

  it.each([
    ['https://a.example', /^flag --origin: received "https:.*cannot be mapped/],
    ['localhost:3000', /expected an http origin without a path.*so perhaps http:\/\/localhost:3000$/],
    ['http://a.example/shop', /expected an http origin without a path/],
    ['http://[::1]:3000', /expected an http origin without a path/],
  ])('refuses %j', (origin, says) => {
    const [problem] = problemsOf(() => fromFlags({ ...START, script: 'a.js', origin }));
    expect(problem).toMatch(says);
  });

  it('cannot lead to what speaks https', () => {
    const urls = { 'base-url': 'https://b.example', 'head-url': 'https://h.example' };
    expect(problemsOf(() => fromFlags({ script: 'a.js', origin: 'http://a.example', ...urls }))).toEqual([
      'flag --origin: received origin beside base-url with https (flag --base-url), expected none: only plain http can be mapped',
    ]);
  });
});

it('the script gets variables of its own, and modules from elsewhere only when told', () => {
  const settings = fromFlags({
    ...START,
    script: 'a.js',
    'script-env': ['USERS=20', 'KEY=a=b'],
    'remote-imports': 'allow',
  });
  expect(makePlan(settings, CONTEXT)).toMatchObject({
    scriptEnv: { USERS: '20', KEY: 'a=b' },
    remoteImports: true,
  });
});
