import type { ServerResponse } from 'node:http';
import { createServer } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { postAnnotation } from '../../src/grafana/post-annotation.ts';
import { json, startGrafana, TOKEN } from './fake-grafana.ts';

const ANNOTATION = {
  time: 1_795_404_919_824,
  timeEnd: 1_795_404_979_824,
  tags: ['plimsoll', 'verdict:pass'],
  text: 'fine',
};

it('writes one region annotation, for an organisation where one is named', async () => {
  await using grafana = await startGrafana();
  const server = { url: grafana.url, token: TOKEN, org: null };
  expect(await postAnnotation(server, ANNOTATION)).toEqual({ kind: 'told' });
  expect(await postAnnotation({ ...server, org: 3 }, ANNOTATION)).toEqual({ kind: 'told' });
  expect(grafana.annotations).toEqual([ANNOTATION, ANNOTATION]);
  expect(grafana.organisations).toEqual([null, '3']);
});

describe('what is not written', () => {
  const answering = (answer: (response: ServerResponse) => void) => async () => {
    await using grafana = await startGrafana(answer);
    return await postAnnotation({ url: grafana.url, token: TOKEN, org: null }, ANNOTATION);
  };
  const saying = (status: number, body: unknown) => answering((response) => json(response, status, body));

  it.each([
    [
      'a missing right',
      saying(403, { message: 'Permissions needed: annotations:create' }),
      /answered 403 \(Permissions needed: annotations:create\)/,
      /annotations:create/,
    ],
    ['another address', saying(404, { message: 'Not found' }), /answered 404/, /api\/annotations/],
    ['an API that was taken away', saying(410, {}), /answered 410/, /api\/annotations/],
    [
      'a broken server',
      saying(500, { message: 'Failed to save annotation\nstack' }),
      /^it answered 500 \(Failed to save annotation\)$/,
      /log/,
    ],
    [
      'a page that is no API',
      answering((response) => void response.end('<html>Sign in</html>')),
      /not its API/,
      /address/,
    ],
    ['an answer without an id', saying(200, { message: 'ok' }), /not its API/, /address/],
    [
      'a redirect',
      answering((response) => void response.writeHead(302, { location: '/login' }).end()),
      /redirects to \/login/,
      /token is not sent on/,
    ],
    ['a server that hangs up', answering((response) => void response.destroy()), /did not answer/, /runner/],
  ])('is explained: %s', async (_, post, reason, hint) => {
    const told = await post();
    expect(told).toEqual({
      kind: 'not told',
      reason: expect.stringMatching(reason),
      hint: expect.stringMatching(hint),
    });
  });

  it('is explained: a token that nobody knows', async () => {
    await using grafana = await startGrafana();
    const told = await postAnnotation({ url: grafana.url, token: 'glsa_wrong', org: null }, ANNOTATION);
    expect(told).toMatchObject({
      reason: 'it answered 401 (Invalid API key)',
      hint: expect.stringContaining('token'),
    });
  });

  it('says nothing of the token, even where Grafana quotes it', async () => {
    const told = await saying(400, { message: `bad header Bearer ${TOKEN}` })();
    expect(told).toMatchObject({ reason: 'it answered 400 (bad header Bearer ***)' });
  });

  it('does not take longer than it may', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const server = { url: `http://127.0.0.1:${port}`, token: TOKEN, org: null };
    expect(await postAnnotation(server, ANNOTATION, 200)).toMatchObject({
      reason: 'it did not answer: no answer within 0.2 s',
    });
    silent.close();
  });

  it('never goes to where clouds keep their secrets', async () => {
    const server = { url: 'http://169.254.169.254', token: TOKEN, org: null };
    expect(await postAnnotation(server, ANNOTATION)).toMatchObject({
      kind: 'not told',
      reason: expect.stringContaining('link-local'),
    });
  });
});
