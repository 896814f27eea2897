import { z } from 'zod';
import { DEFAULT_POLICY, type Limit, NO_MARGINS } from '../core/policy.ts';
import { define, EVERYWHERE } from './definition.ts';
import { limitsSetting } from './limits.ts';
import { marginsSetting } from './margins.ts';
import { percentage } from './percentage.ts';
import { written } from './reader.ts';

const group = 'When it passes';
const places = EVERYWHERE;
const NO_LIMITS: readonly Limit[] = [];

export const VERDICT_DEFINITIONS = {
  margins: define({
    group,
    places,
    value: marginsSetting,
    fallback: NO_MARGINS,
    byDefault:
      'p50 5%, p90 and p95 10%, errors 0.5pp, four times the ratios against stored recordings; docs/how-it-decides.md has all',
    means:
      'What a pass must rule out, by metric, in % (shares in pp), or off. A metric that is left out keeps its default.',
    expected: 'a map from metric to margin, or METRIC=MARGIN with commas between, each metric once',
    example: '{ p95: 10%, errors: 0.5pp, endpoint: { p95: 25% } }',
    placeholder: 'METRIC=MARGIN,...',
    repeats: true,
  }),
  limits: define({
    group,
    places,
    value: limitsSetting,
    fallback: NO_LIMITS,
    byDefault: 'none',
    means: 'Bounds on head that hold whatever base does, by metric and by endpoint.',
    expected: 'a map from metric to limit, or METRIC=LIMIT with commas between, each metric once',
    example: "{ p95: 300ms, endpoints: { 'GET /search': { p95: 500ms } } }",
    placeholder: 'METRIC=LIMIT,...',
    repeats: true,
  }),
  alpha: define({
    group,
    places,
    value: written(percentage({ unit: '%', most: 10, noun: 'a probability' })),
    fallback: DEFAULT_POLICY.alpha,
    byDefault: '1%',
    means: 'Probability that a comment with no change behind it says fail; at most 10%.',
    expected: 'a probability above 0 to 10%, such as 1%',
    example: '0.5%',
    placeholder: 'PERCENT',
  }),
  beta: define({
    group,
    places,
    value: written(percentage({ unit: '%', most: 20, noun: 'a probability' })),
    fallback: DEFAULT_POLICY.beta,
    byDefault: '5%',
    means: 'Probability that a metric worse by its margin passes; at most 20%.',
    expected: 'a probability above 0 to 20%, such as 5%',
    example: '2%',
    placeholder: 'PERCENT',
  }),
  delta: define({
    group,
    places,
    value: written(percentage({ unit: '%', zero: true, most: 20, noun: 'an allowance' })),
    fallback: null,
    byDefault: '1% with six starts or more, growing to 2.1% with one',
    means:
      'Allowance for the difference between two starts of one build: a change up to it never fails, a larger one does once it is proven.',
    expected: 'an allowance from 0 to 20%, such as 1%',
    example: '1.5%',
    placeholder: 'PERCENT',
  }),
  inconclusive: define({
    group,
    places,
    value: z.enum(['pass', 'fail']),
    fallback: 'pass' as const,
    byDefault: 'pass',
    means: 'What an inconclusive verdict means for the job: pass or fail.',
    expected: 'pass or fail',
    example: 'fail',
    placeholder: 'pass|fail',
  }),
};
