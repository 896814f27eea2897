import type { IncomingMessage, ServerResponse } from 'node:http';

const PAGE = `<!doctype html><html><head><title>echo</title></head><body><h1>Welcome</h1><a href="/links/1">one</a>
<form method="post" action="/post"><input name="custname" value=""><input type="submit"></form></body></html>`;
/** No answer is held back longer than this, ms. */
const LONGEST_DELAY = 3000;

/** The routes that httpbin has and test sites share, as far as scripts ask for them; everything else is echoed as JSON. */
export async function answerRequest(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', `http://${request.headers.host ?? 'echo'}`);
  const body = await readBody(request);
  const [, first = '', second = '', third = ''] = url.pathname.split('/');
  const json = (value: unknown): void => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  };
  switch (first) {
    case 'status':
      return void response.writeHead(Number(second) || 200).end();
    case 'delay':
      return void setTimeout(() => json({ url: url.href }), Math.min(LONGEST_DELAY, Number(second) * 1000));
    case 'redirect':
    case 'relative-redirect':
      return void redirect(response, Number(second) > 1 ? `/redirect/${Number(second) - 1}` : '/get');
    case 'cookies': {
      if (second !== 'set') return json({ cookies: cookiesOf(request) });
      const set = [...url.searchParams].map(([name, value]) => `${name}=${value}; Path=/`);
      response.setHeader('set-cookie', third === '' ? set : [`${third}; Path=/`]);
      return void redirect(response, '/cookies');
    }
    case 'basic-auth':
    case 'digest-auth':
      return void answerProtected(request, response, first);
    case 'login':
      return json({ token: 'secret', user: parse(body) });
    case '':
    case 'html':
    case 'forms':
    case 'index.html':
      return void response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE);
    default:
      return json(echo(request, url, body));
  }
}

const redirect = (response: ServerResponse, location: string): void =>
  void response.writeHead(302, { location }).end();

function answerProtected(request: IncomingMessage, response: ServerResponse, scheme: string): void {
  // k6 tries basic first, also where digest is asked for.
  const offered = request.headers.authorization?.split(' ')[0]?.toLowerCase();
  if (offered !== scheme.replace('-auth', '')) {
    const challenge =
      scheme === 'basic-auth'
        ? 'Basic realm="echo"'
        : 'Digest realm="echo", nonce="n", qop="auth", opaque="o", algorithm=MD5';
    response.writeHead(401, { 'www-authenticate': challenge }).end();
    return;
  }
  response.writeHead(200, { 'content-type': 'application/json' }).end('{"authenticated":true,"user":"user"}');
}

function echo(request: IncomingMessage, url: URL, body: string): object {
  const headers = Object.entries(request.headers).map(([name, value]) => [capitalize(name), value]);
  const isForm = String(request.headers['content-type']).includes('urlencoded');
  return {
    args: Object.fromEntries(url.searchParams),
    headers: Object.fromEntries(headers),
    form: isForm ? Object.fromEntries(new URLSearchParams(body)) : {},
    json: parse(body),
    data: body,
    method: request.method,
    origin: request.socket.remoteAddress,
    url: url.href,
  };
}

const capitalize = (name: string): string => name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());

const cookiesOf = (request: IncomingMessage): object =>
  Object.fromEntries(
    (request.headers.cookie ?? '')
      .split('; ')
      .filter((pair) => pair !== '')
      .map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  );

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
