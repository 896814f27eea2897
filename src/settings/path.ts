import { posix } from 'node:path';
import { expected, is, type Reader } from './reader.ts';

/** A path that stays inside the repository. */
export function relativePath(sentence: string): Reader<string> {
  return {
    read: (text) => {
      const path = posix.normalize(text).replace(/(?<=.)\/$/, '');
      const leaves = posix.isAbsolute(path) || path === '..' || path.startsWith('../');
      return text === '' || leaves || hasControls(text) ? expected(sentence) : is(path);
    },
    editor: { pattern: '^[^/]' },
  };
}

/** A path of this machine. */
export const anyPath = (sentence: string): Reader<string> => ({
  read: (text) => (text === '' || hasControls(text) ? expected(sentence) : is(text)),
  editor: { pattern: '.' },
});

/** Git's own rules are stricter; what matters here is that a ref is never taken for an option. */
export const ref: Reader<string> = {
  read: (text) =>
    text === '' || text.startsWith('-') || /\s/.test(text) || hasControls(text)
      ? expected('a branch, tag or commit')
      : is(text),
  editor: { pattern: '^[^-\\s]\\S*$' },
};

const hasControls = (text: string): boolean => /\p{Cc}/u.test(text);
