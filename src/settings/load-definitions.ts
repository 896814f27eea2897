import { z } from 'zod';
import { duration } from './amount.ts';
import { define, EVERYWHERE } from './definition.ts';
import { numeric, written } from './reader.ts';

const group = 'How much load';
const places = EVERYWHERE;

export const LOAD_DEFINITIONS = {
  rate: define({
    group,
    places,
    value: numeric(z.number().gt(0).lte(10_000)),
    fallback: 50,
    byDefault: '50',
    means: 'Iterations of the script per second, above 0 and at most 10000. Each side gets them in turn.',
    expected: 'iterations per second, a number above 0 and at most 10000',
    example: '120',
    placeholder: 'N',
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
