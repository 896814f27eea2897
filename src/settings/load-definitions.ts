import { z } from 'zod';
import { duration } from './amount.ts';
import { define, EVERYWHERE } from './definition.ts';
import { numeric, written } from './reader.ts';
import { TRUTH } from './truth.ts';

const group = 'How much load';
const places = EVERYWHERE;

export const LOAD_DEFINITIONS = {
  rate: define({
    group,
    places,
    value: z.union([z.literal('auto'), numeric(z.number().gt(0).lte(10_000))]),
    fallback: 'auto' as const,
    byDefault: 'auto',
    means:
      'Iterations of the script per second, above 0 and at most 10000; each side gets them in turn. auto takes 65% of what base sustains, found in about 15 s, and 50 where Plimsoll does not start the service.',
    expected: 'iterations per second, above 0 and at most 10000, or auto',
    example: '120',
    placeholder: 'N|auto',
  }),
  capacity: define({
    group,
    places,
    value: written(TRUTH),
    fallback: false,
    byDefault: 'false',
    means: 'true saturates both sides in turn, for at most 4 minutes more, and judges what head gets done.',
    expected: 'true or false',
    example: 'true',
    placeholder: 'BOOLEAN',
  }),
  growth: define({
    group,
    places,
    value: written(TRUTH),
    fallback: false,
    byDefault: 'false',
    means:
      'true tries both sides at 0.5 to 3 times expected-rate; head fails if it stalls where base stands.',
    expected: 'true or false',
    example: 'true',
    placeholder: 'BOOLEAN',
  }),
  'expected-rate': define({
    group,
    places,
    value: numeric(z.number().gt(0).lte(3000)),
    fallback: null,
    byDefault: 'none',
    means:
      "Today's load of the service in iterations of the script per second, at most 3000; growth needs it. Where configuration is declared, a change to it has growth tried, too.",
    expected: 'iterations per second, a number above 0 and at most 3000',
    example: '80',
    placeholder: 'N',
  }),
  pin: define({
    group,
    places,
    value: z.enum(['auto', 'off']),
    fallback: 'off' as const,
    byDefault: 'off',
    means:
      'auto keeps the load generator and the services on processors of their own, where the machine has at least 4 (Linux).',
    expected: 'auto or off',
    example: 'auto',
    placeholder: 'HOW',
  }),
  budget: define({
    group,
    places,
    value: written(
      duration({ least: 30_000, most: 1_800_000, expected: 'a duration from 30s to 30m, such as 5m' }),
    ),
    fallback: 300_000,
    byDefault: '5m',
    means: 'Load time at most, from 30s to 30m; it stops earlier once the verdict is clear.',
    expected: 'a duration from 30s to 30m, such as 5m',
    example: '3m',
    placeholder: 'TIME',
  }),
  starts: define({
    group,
    places,
    value: numeric(z.literal([1, 2, 4, 6, 8, 10])),
    fallback: null,
    byDefault: 'as many as are cheap, by the time one takes',
    means:
      'How often both sides are started: 1, or an even number up to 10. More starts leave less to chance.',
    expected: '1, or an even number from 2 to 10, so that the order of starting is balanced',
    example: '4',
    placeholder: 'N',
  }),
  seed: define({
    group,
    places,
    value: z.union([z.string().trim().min(1).max(100), z.number()]).transform(String),
    fallback: null,
    byDefault: 'a new one for each run, printed in the result',
    means: 'Seed of the schedule and the test. Same data and same seed give the same verdict.',
    expected: 'a text of 1 to 100 characters',
    example: 'abc',
    placeholder: 'TEXT',
  }),
};
