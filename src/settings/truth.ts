import { expected, is, type Reader } from './reader.ts';

/** Yes or no, as YAML and GitHub's inputs write it. */
export const TRUTH: Reader<boolean> = {
  read: (text) => (text === 'true' || text === 'false' ? is(text === 'true') : expected('true or false')),
  editor: { type: ['boolean', 'string'] },
};
