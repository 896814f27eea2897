import type { PathRequest } from '../core/plan.ts';
import { listOf } from './lists.ts';
import { expected, is, type Reading } from './reader.ts';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];
const WITHOUT_BODY = ['GET', 'HEAD', 'OPTIONS'];
const MOST_PATHS = 200;
const REQUEST = /^(?:([A-Za-z]+)\s+)?(\S+)(?:\s+(\S.*))?$/s;

/** A comma ends a request only where the next one begins: queries and bodies have commas too. */
const SEPARATOR = new RegExp(`\\r?\\n|,\\s*(?=(?:(?:${METHODS.join('|')})\\s+)?/)`, 'i');

/** Requests from which a script is made: a list in plimsoll.yml, lines or commas elsewhere. */
export const pathList = listOf({ separator: SEPARATOR, most: MOST_PATHS, read: readRequest });

/** `POST /cart {"id":1}`; without a method it is GET. */
function readRequest(text: string): Reading<PathRequest> {
  const [, method = 'GET', path = '', body] = REQUEST.exec(text) ?? [];
  const verb = method.toUpperCase();
  if (/^https?:/i.test(path)) return expected('a path without the origin, such as GET /items');
  if (!METHODS.includes(verb)) return expected(`a method of ${METHODS.join(', ')}, then a path`);
  if (!path.startsWith('/')) return expected('a path that begins with a slash, such as GET /items');
  if (body === undefined) return is({ method: verb, path, body: null });
  if (WITHOUT_BODY.includes(verb)) return expected(`nothing after the path of ${verb}`);
  if (!isJson(body)) return expected('JSON after the path, such as POST /cart {"id":1}');
  return is({ method: verb, path, body });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
