import { expected, is, type Reader } from './reader.ts';

/** Scheme, host and port; the script adds the paths. */
export const origin: Reader<string> = {
  read: (text) => {
    const url = parseHttp(text);
    if (url === null) return expected('an http or https origin, such as https://staging.example.com');
    if (url.username !== '' || url.password !== '')
      return expected('an origin without user name and password');
    return url.pathname === '/' && url.search === '' && url.hash === ''
      ? is(url.origin)
      : expected(`an origin without a path; the script adds paths, so perhaps ${url.origin}`);
  },
  editor: { pattern: '^https?://[^/]+/?$' },
};

/** Where a server is that is no target; it may live under a path. Without a slash at the end. */
export const serverAddress: Reader<string> = {
  read: (text) => {
    const url = parseHttp(text);
    if (url === null) return expected('an http or https address, such as https://grafana.example.com');
    if (url.username !== '' || url.password !== '')
      return expected('an address without user name and password');
    return url.search === '' && url.hash === ''
      ? is(`${url.origin}${url.pathname.replace(/\/+$/, '')}`)
      : expected('an address without ? and #');
  },
  editor: { pattern: '^https?://[^?#]+$' },
};

/** A path on each side, or a URL for both. */
export const readyAddress: Reader<string> = {
  read: (text) =>
    /^\/[^\s]*$/.test(text) || parseHttp(text) !== null
      ? is(text)
      : expected('a path such as /health, or an http URL'),
  editor: { pattern: '^(/|https?://)' },
};

function parseHttp(text: string): URL | null {
  if (!/^https?:\/\/\S+$/i.test(text) || !URL.canParse(text)) return null;
  return new URL(text);
}
