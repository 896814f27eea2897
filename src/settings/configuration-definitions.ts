import { z } from 'zod';
import { define, EVERYWHERE } from './definition.ts';
import { expected, is, type Reader } from './reader.ts';
import { list, nested, optional, section } from './section.ts';

const group = 'Around it';
const MOST_PATTERNS = 100;
const MOST_NAMES = 100;
const LONGEST = 200;

const NOTHING: ConfigurationSettings = { files: [], env: [] };

export interface ConfigurationSettings {
  readonly files: readonly string[];
  readonly env: readonly string[];
}

/** Git's own patterns, which stay inside the repository. */
const pattern: Reader<string> = {
  read: (text) =>
    text.length > LONGEST ||
    /\p{Cc}/u.test(text) ||
    !/^!?[^/!:]/.test(text) ||
    /(^!?|\/)\.\.(\/|$)/.test(text)
      ? expected('a pattern of paths inside the repository, such as config/**')
      : is(text),
  editor: { pattern: '^!?[^/!:]' },
};

const name: Reader<string> = {
  read: (text) =>
    /^[A-Za-z_][A-Za-z0-9_]{0,99}$/.test(text)
      ? is(text)
      : expected('the name of a variable: letters, digits and _'),
  editor: { pattern: '^[A-Za-z_][A-Za-z0-9_]{0,99}$' },
};

export const CONFIGURATION_DEFINITIONS = {
  configuration: define({
    group,
    places: ['file'],
    value: nested(
      section({
        files: optional(list(pattern, MOST_PATTERNS), []),
        env: optional(list(name, MOST_NAMES), []),
      }),
    ),
    fallback: NOTHING,
    byDefault: 'nothing',
    means:
      'What is configuration: files (patterns of paths) and env (names of variables). What a change does to it is told key by key. docs/configuration.md has more.',
    expected: 'a map with files or env',
    example: "{ files: ['config/**', '.env*'], env: [POOL_SIZE] }",
    placeholder: 'MAP',
  }),
  attribute: define({
    group,
    places: EVERYWHERE,
    value: z.enum(['auto', 'always', 'never']),
    fallback: 'auto' as const,
    byDefault: 'auto: after a verdict of fail',
    means:
      'When to measure head’s code with base’s configuration as well, to tell how much of a change each explains; only where a change touches both.',
    expected: 'auto, always or never',
    example: 'always',
    placeholder: 'WHEN',
  }),
};
