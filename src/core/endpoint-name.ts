import { ORIGIN } from './origin.ts';

/**
 * What a request is filed under. k6 names a request by its URL unless the script gave it a name: a given name
 * stays as it is, a URL becomes method and path, without origin and query, so that both sides have the same,
 * and with `:id` where a path holds a number, a UUID or a long hexadecimal word.
 */
export function endpointName(method: string, name: string): string {
  if (!ORIGIN.test(name)) return name;
  const path = name.replace(ORIGIN, '').replace(AFTER_PATH, '');
  return `${method} ${path.split('/').map(collapse).join('/') || '/'}`;
}

const AFTER_PATH = /[?#].*$/s;
const IDENTIFIER =
  /^(?:\d+|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|(?=.*\d)[0-9a-f]{16,})$/i;

const collapse = (segment: string): string => (IDENTIFIER.test(segment) ? ':id' : segment);
