import { listOf } from './lists.ts';
import { expected, is, type Reading } from './reader.ts';

const MOST_ORIGINS = 20;

/** Origins that are written into the script, one or several. */
export const mappedOrigins = listOf({ separator: /[\s,]+/, most: MOST_ORIGINS, read: readOrigin });

/** Scheme, host and port of what speaks plain http; a WebSocket's origin is the same place. */
function readOrigin(text: string): Reading<string> {
  if (/^(?:https|wss):/i.test(text)) {
    return expected(
      'an http origin: https cannot be mapped, because a version under test has no certificate of that host; let the script read its target instead (`target-env`)',
    );
  }
  const url = text.replace(/^ws:/i, 'http:');
  if (!/^http:\/\/[\w.-]+(?::\d{1,5})?\/?$/i.test(url) || !URL.canParse(url)) {
    const bare = /^[\w.-]+(?::\d{1,5})?$/.test(text) ? `, so perhaps http://${text}` : '';
    return expected(`an http origin without a path, such as http://localhost:3000${bare}`);
  }
  return is(new URL(url).origin);
}
