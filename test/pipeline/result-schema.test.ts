import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { resultSchema } from '../../scripts/generate-result-schema.ts';
import { withCapacity } from '../../src/core/capacity/finding.ts';
import { judgeGrowth } from '../../src/core/growth/finding.ts';
import type { Result } from '../../src/core/result.ts';
import { readResult } from '../../src/pipeline/read-result.ts';
import { measureSynthetic } from '../action/measured-result.ts';
import { RESULTS } from '../report/results.ts';
import { STORED } from '../report/stored-results.ts';
import { capacityFinding, FINISHED, growthEvidence } from './stored-results.ts';

const written = (result: Result): Buffer => Buffer.from(`${JSON.stringify(result)}\n`);
const measured = measureSynthetic({ cpu: 1.02 });
const growth = judgeGrowth(growthEvidence());
const capacity = capacityFinding();

const ALL: Readonly<Record<string, Result>> = {
  ...Object.fromEntries(Object.entries({ ...RESULTS, ...STORED }).map(([name, build]) => [name, build()])),
  measured,
  'measured, twice as slow': measureSynthetic({ slowdown: 2 }),
  finished: { ...measured, against: FINISHED },
  'with capacity and growth': {
    ...measured,
    capacity,
    growth,
    judgement: withCapacity(measured.judgement, capacity),
    measurement: {
      ...measured.measurement,
      capacity: { perSecond: 320, limit: 'service', iterationMs: 4 },
      generatorCores: 0.7,
    },
    dashboards: [{ name: 'Shop', url: 'https://grafana.example/d/shop' }],
  },
};

describe('the schema of results', () => {
  const validate = new Ajv2020({ strict: true, strictTypes: false }).compile(resultSchema());

  it.each(Object.keys(ALL))('takes what Plimsoll writes, published and read alike: %s', (name) => {
    const result = ALL[name] as Result;
    const plain: unknown = JSON.parse(written(result).toString());
    expect(validate(plain) ? [] : validate.errors).toEqual([]);
    // Nothing may get lost on the way: a part that the schema does not know would.
    expect(readResult(written(result), 'result.json')).toEqual(plain);
  });

  it('is committed as `npm run generate` writes it', () => {
    const file = new URL('../../schema/plimsoll.result.schema.json', import.meta.url);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(resultSchema());
  });

  it.each([
    ['"verdict":"pass"', '"verdict":"perhaps"', /judgement\.verdict/],
    ['"rate":70', '"rate":1e400', /measurement\.rate/],
    ['"kind":"held"', '"kind":"luck"', /judgement\.reason/],
    ['"windowMs":2000', '"windowMs":"2000"', /measurement\.windowMs/],
  ])('refuses %s written as %s, both ways', (good, bad, place) => {
    const text = written(measured).toString();
    expect(text).toContain(good);
    const spoilt = text.replace(good, bad);
    expect(validate(JSON.parse(spoilt))).toBe(false);
    expect(() => readResult(Buffer.from(spoilt), 'result.json')).toThrow(place);
  });

  it('refuses series of unequal length, which no schema can see', () => {
    const text = written(measured).toString().replace('"requests":[60,', '"requests":[');
    expect(() => readResult(Buffer.from(text), 'result.json')).toThrow(/observations.*does not fit the rest/);
  });

  it('names another version and who wrote it', () => {
    const text = written(measured).toString().replace('plimsoll.result/1', 'plimsoll.result/2');
    expect(() => readResult(Buffer.from(text), 'old.json')).toThrow(
      'old.json is not a result: its schema is "plimsoll.result/2", as Plimsoll 0.1.0 wrote it, expected "plimsoll.result/1"',
    );
  });

  it('passes over what a later version of the same schema adds', () => {
    const later = { ...measured, forecast: { rain: true } };
    expect(readResult(written(later), 'result.json')).not.toHaveProperty('forecast');
    expect(validate(JSON.parse(JSON.stringify(later)))).toBe(true);
  });

  it('reads an end that nothing bounds as open', () => {
    const [first, ...others] = measured.judgement.comparisons;
    if (first === undefined) throw new Error('nothing was compared');
    const open = { ...first, change: { estimate: 0.1, low: 0, high: Number.POSITIVE_INFINITY } };
    const result = { ...measured, judgement: { ...measured.judgement, comparisons: [open, ...others] } };
    expect(readResult(written(result), 'result.json')).toEqual(result);
  });
});
