/**
 * What a request is filed under. k6 names a request by its URL unless the script gave it a name: a given name
 * stays as it is, a URL becomes method and path, without origin and query, so that both sides have the same,
 * and with `:id` where a path holds a number, a UUID or a long hexadecimal word.
 */
export function endpointName(method: string, name: string): string {
  if (!URL_START.test(name)) return name;
  const path = name.replace(ORIGIN, '').replace(AFTER_PATH, '');
  return `${method} ${path.split('/').map(collapse).join('/') || '/'}`;
}

/** Scheme, host and port of a URL; null for what is none. */
export function originOf(url: string): string | null {
  if (!URL_START.test(url)) return null;
  return (ORIGIN.exec(url)?.[0] ?? '').replace(/\/\/[^@]*@/, '//').toLowerCase();
}

const URL_START = /^https?:\/\//i;
const ORIGIN = /^https?:\/\/[^/?#]*/i;
const AFTER_PATH = /[?#].*$/s;
const IDENTIFIER =
  /^(?:\d+|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|(?=.*\d)[0-9a-f]{16,})$/i;

const collapse = (segment: string): string => (IDENTIFIER.test(segment) ? ':id' : segment);
