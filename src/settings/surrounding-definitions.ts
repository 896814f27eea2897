import { z } from 'zod';
import { define, EVERYWHERE } from './definition.ts';
import { anyPath } from './path.ts';
import { matching, written } from './reader.ts';

const group = 'Around it';

/** What a step of the action can be told to do. */
export const MODES = ['auto', 'measure', 'report', 'record', 'all'] as const;

export const SURROUNDING_DEFINITIONS = {
  mode: define({
    group,
    places: ['input'],
    value: z.enum(MODES),
    fallback: 'auto' as const,
    byDefault: 'auto, by the event',
    means:
      'What the step does: measure (and keep the result as an artifact), report (on the artifacts of a run), record (the baseline), or all (measure and report).',
    expected: `one of ${MODES.join(', ')}`,
    example: 'measure',
    placeholder: MODES.join('|'),
  }),
  strict: define({
    group,
    places: ['input'],
    value: z.enum(['true', 'false']).transform((text) => text === 'true'),
    fallback: false,
    byDefault: 'false',
    means:
      'Whether rights that code of a pull request must not have (id-token: write) are an error instead of a warning.',
    expected: 'true or false',
    example: 'true',
    placeholder: 'true|false',
  }),
  'k6-path': define({
    group,
    places: EVERYWHERE,
    value: written(anyPath('the path of a k6 binary')),
    fallback: '',
    byDefault: 'k6-version, from the cache or downloaded',
    means: 'A k6 binary to use.',
    expected: 'the path of a k6 binary',
    example: '/usr/local/bin/k6',
    placeholder: 'PATH',
  }),
  'k6-version': define({
    group,
    places: EVERYWHERE,
    value: matching(/^\d{1,4}\.\d{1,4}\.\d{1,4}(-[0-9A-Za-z.-]{1,40})?$/),
    fallback: '2.2.0',
    byDefault: '2.2.0',
    means: 'The k6 release to use, in full. One that Plimsoll does not know needs k6-sha256 too.',
    expected: 'a release of k6 in full, such as 2.2.0',
    example: '2.2.0',
    placeholder: 'VERSION',
  }),
  'k6-sha256': define({
    group,
    places: EVERYWHERE,
    value: matching(/^[0-9a-fA-F]{64}$/).transform((text) => text.toLowerCase()),
    fallback: '',
    byDefault: 'known for known releases',
    means: "SHA-256 of the k6 release's archive for this platform.",
    expected: '64 hexadecimal digits',
    example: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    placeholder: 'HEX',
  }),
  json: define({
    group,
    places: ['flag', 'input'],
    value: written(anyPath('the path of a file')),
    fallback: null,
    byDefault: 'none',
    means: 'File to write the whole result to, as JSON.',
    expected: 'the path of a file',
    example: 'plimsoll.json',
    placeholder: 'FILE',
  }),
  html: define({
    group,
    places: ['flag', 'input'],
    value: written(anyPath('the path of a file')),
    fallback: null,
    byDefault: 'none',
    means: 'File to write the report with plots to: one page that opens offline.',
    expected: 'the path of a file',
    example: 'plimsoll.html',
    placeholder: 'FILE',
  }),
  junit: define({
    group,
    places: ['flag', 'input'],
    value: written(anyPath('the path of a file')),
    fallback: null,
    byDefault: 'none',
    means: 'File to write the result to as JUnit XML, a test case for each comparison and each limit.',
    expected: 'the path of a file',
    example: 'plimsoll.xml',
    placeholder: 'FILE',
  }),
  'keep-report': define({
    group,
    places: ['input'],
    value: z.enum(['true', 'false']).transform((text) => text === 'true'),
    fallback: true,
    byDefault: 'true',
    means:
      'Whether the report with plots is kept as an artifact of the run, linked from comment and summary.',
    expected: 'true or false',
    example: 'false',
    placeholder: 'true|false',
  }),
  config: define({
    group,
    places: ['flag', 'input'],
    value: written(anyPath('the path of a file')),
    fallback: 'plimsoll.yml',
    byDefault: 'plimsoll.yml',
    means: 'The file that holds settings for every run.',
    expected: 'the path of a file',
    example: 'load/plimsoll.yml',
    placeholder: 'FILE',
  }),
  comment: define({
    group,
    places: ['input'],
    value: z.enum(['true', 'changes', 'update', 'false']),
    fallback: 'true' as const,
    byDefault: 'true',
    means:
      'Whether to write the report as a comment on the pull request: true (always), changes (a first one only where the verdict is no pass), update (never a first one) or false.',
    expected: 'true, changes, update or false',
    example: 'changes',
    placeholder: 'true|changes|update|false',
  }),
  section: define({
    group,
    places: ['input'],
    value: z.string().trim(),
    fallback: '',
    byDefault: `\${{ toJSON(matrix) }}`,
    means:
      'What tells this job from others with the same id: its title in their common comment and in its commit status. The values of the matrix, or a text of your own.',
    expected: 'a text',
    example: 'checkout service',
    placeholder: 'TEXT',
  }),
  status: define({
    group,
    places: ['input'],
    value: z
      .string()
      .trim()
      .max(100)
      .transform((text) => (text === 'true' || text === 'false' ? text === 'true' : text)),
    fallback: null,
    byDefault: 'true in report mode, else false: the job itself can be required',
    means:
      'Whether to set a commit status as well: true (named plimsoll), false, or another name. It needs statuses: write.',
    expected: 'true, false or a name of at most 100 characters',
    example: 'load test',
    placeholder: 'true|false|NAME',
  }),
  'override-label': define({
    group,
    places: ['input'],
    value: z
      .string()
      .trim()
      .max(50)
      .transform((text) => (text === 'false' ? null : text)),
    fallback: 'plimsoll: accept',
    byDefault: 'plimsoll: accept',
    means:
      'Label of the pull request that lets the job pass in spite of a fail, which report and log go on to show, with who set it. false for none.',
    expected: 'a label of at most 50 characters, or false',
    example: 'slower on purpose',
    placeholder: 'LABEL|false',
  }),
  token: define({
    group,
    places: ['input'],
    value: z.string().trim(),
    fallback: '',
    byDefault: `\${{ github.token }}`,
    means:
      'Token that writes comment and status; it needs pull-requests: write for the one, statuses: write for the other.',
    expected: 'a token',
    example: `\${{ secrets.BOT_TOKEN }}`,
    placeholder: 'TOKEN',
    secret: true,
  }),
};
