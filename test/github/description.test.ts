import { expect, test } from '@jest/globals';
import { openDescription } from './description.ts';
import { startFaultServer } from './fault-server.ts';
import { openImpatient } from './impatient.ts';

const COMMENTS = '/repos/octo/shop/issues/7/comments';

test.each(['api.github.com', 'ghes-3.19'] as const)(
  'the description of %s tells right from wrong',
  (server) => {
    const api = openDescription(server);
    const comment = api.example('issue-comment', { body: 'x' });
    const get = (data: unknown) => api.checkAnswer({ method: 'GET', path: COMMENTS, status: 200, data });
    expect(get([comment])).toEqual([]);
    expect(get([{ ...comment, id: 'seven' }])).not.toEqual([]);
    expect(get({})).not.toEqual([]);
    const post = (body: unknown) => api.checkRequest({ method: 'POST', path: COMMENTS, body });
    expect(post({ body: 'x' })).toEqual([]);
    expect(post({ text: 'x' })).not.toEqual([]);
    expect(api.checkRequest({ method: 'PUT', path: COMMENTS })).not.toEqual([]);
    const query = new URLSearchParams('per_page=100&page=1&pages=2');
    expect(api.checkRequest({ method: 'GET', path: COMMENTS, query })).toEqual(['unknown parameter pages']);
  },
);

test('a request that GitHub does not know fails the test that sent it', async () => {
  const server = await startFaultServer();
  const github = await openImpatient(server.url);
  const statuses = 'POST /repos/{owner}/{repo}/statuses/{sha}';
  await github.send(statuses, { owner: 'octo', repo: 'shop', sha: 'a'.repeat(40), state: 'passed' });
  await expect(server[Symbol.asyncDispose]()).rejects.toThrow('/state must be equal to one of');
});
