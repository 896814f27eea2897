import { z } from 'zod';
import { origin } from './address.ts';
import { duration } from './amount.ts';
import { define, EVERYWHERE } from './definition.ts';
import { listOf } from './lists.ts';
import { is, numeric, written } from './reader.ts';
import { TRUTH } from './truth.ts';

const group = 'The stored baseline';
const places = EVERYWHERE;
const NO_NAMES: readonly string[] = [];

export const BASELINE_DEFINITIONS = {
  baseline: define({
    group,
    places,
    value: z.string().trim().min(1).max(500),
    fallback: 'branch:plimsoll',
    byDefault: 'branch:plimsoll',
    means:
      'Where recordings of the default branch live: branch:NAME, dir:PATH or s3://BUCKET/PREFIX; or off.',
    expected: 'branch:NAME, dir:PATH, s3://BUCKET/PREFIX or off',
    example: 'branch:plimsoll',
    placeholder: 'WHERE',
  }),
  against: define({
    group,
    places,
    value: z.enum(['auto', 'base', 'baseline']),
    fallback: 'auto' as const,
    byDefault: 'auto: base where it can be started or has a URL, else the stored baseline',
    means: 'What head is judged against: base beside it, or what was recorded of the default branch.',
    expected: 'auto, base or baseline',
    example: 'baseline',
    placeholder: 'WHAT',
  }),
  url: define({
    group,
    places,
    value: written(origin),
    fallback: null,
    byDefault: 'none',
    means:
      'Origin of the only version there is, which runs already; it is compared with the stored baseline.',
    expected: 'an http or https origin, such as https://staging.example.com',
    example: 'https://staging.example.com',
    placeholder: 'URL',
  }),
  'record-budget': define({
    group,
    places,
    value: written(
      duration({ least: 30_000, most: 1_800_000, expected: 'a duration from 30s to 30m, such as 2m' }),
    ),
    fallback: 60_000,
    byDefault: '60s',
    means: 'Load time of a recording, and of head where it is compared with recordings; from 30s to 30m.',
    expected: 'a duration from 30s to 30m, such as 2m',
    example: '2m',
    placeholder: 'TIME',
  }),
  'baseline-runs': define({
    group,
    places,
    value: numeric(z.number().int().gte(1).lte(50)),
    fallback: 20,
    byDefault: '20',
    means: 'How many of the latest comparable recordings head is judged against, from 1 to 50.',
    expected: 'a whole number from 1 to 50',
    example: '30',
    placeholder: 'N',
  }),
  'baseline-keep': define({
    group,
    places,
    value: numeric(z.number().int().gte(50).lte(5000)),
    fallback: 500,
    byDefault: '500',
    means:
      'Commits whose recordings are kept, from 50 to 5000. Beyond that, releases, change points, the last 90 days and one of each week stay before others.',
    expected: 'a whole number from 50 to 5000',
    example: '1000',
    placeholder: 'N',
  }),
  'record-required': define({
    group,
    places,
    value: written(TRUTH),
    fallback: false,
    byDefault: 'false',
    means:
      'true fails the job when the store refuses a recording; without it the refusal is told, and the recording kept as an artifact.',
    expected: 'true or false',
    example: 'true',
    placeholder: 'BOOLEAN',
  }),
  removed: define({
    group,
    places,
    value: listOf({ separator: /\n/, most: 200, read: (text) => is(text) }),
    fallback: NO_NAMES,
    byDefault: 'none',
    means:
      'Endpoints that are gone on purpose, a line each: a comparison with the stored baseline does not miss them.',
    expected: 'names of endpoints, a line each',
    example: 'GET /legacy',
    placeholder: 'NAME',
    repeats: true,
  }),
  'comparable-when': define({
    group,
    places,
    value: z.string().trim().max(200),
    fallback: '',
    byDefault: 'script, engine, load, cores and reference are the same',
    means:
      'Conditions that must be the same for two recordings to be compared, with commas between: script, engine, load, cpu, cores, memory, kernel, image, target, reference.',
    expected: 'names of conditions with commas between',
    example: 'script,engine,load,cpu',
    placeholder: 'NAME,...',
  }),
  service: define({
    group,
    places,
    value: z
      .string()
      .trim()
      .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/),
    fallback: 'default',
    byDefault: 'default',
    means: 'Name under which recordings are kept, where one repository holds several services.',
    expected: 'letters, digits, dots, hyphens and _, at most 64, beginning with a letter or digit',
    example: 'checkout',
    placeholder: 'NAME',
  }),
};
