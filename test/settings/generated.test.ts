import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { generateFiles } from '../../scripts/generate-settings.ts';
import { definitionOf, SETTING_KEYS } from '../../src/settings/definitions.ts';
import { fromFile, problemsOf } from './read-for-tests.ts';

const read = (path: string) => readFile(new URL(`../../${path}`, import.meta.url), 'utf8');

describe('generated files', () => {
  it('are committed as `npm run generate` writes them', async () => {
    const files = await generateFiles();
    expect([...files.keys()]).toEqual(['action.yml', 'docs/settings.md', 'schema/plimsoll.schema.json']);
    for (const [path, text] of files) expect({ path, text: await read(path) }).toEqual({ path, text });
  });

  it('give no input a default that would hide plimsoll.yml', async () => {
    const { inputs } = parse(await read('action.yml')) as { inputs: Record<string, { default?: string }> };
    expect(Object.keys(inputs)).toEqual(
      SETTING_KEYS.filter((key) => definitionOf(key).places.includes('input')),
    );
    expect(Object.keys(inputs).filter((name) => inputs[name]?.default !== undefined)).toEqual([
      'section',
      'token',
    ]);
  });
});

describe('the schema for editors', () => {
  const accepts = async (text: string): Promise<boolean> =>
    z.fromJSONSchema(JSON.parse(await read('schema/plimsoll.schema.json'))).safeParse(parse(text)).success;

  it.each(SETTING_KEYS.filter((key) => definitionOf(key).places.includes('file')))(
    'accepts the example of %s',
    async (key) => expect(await accepts(`${key}: ${definitionOf(key).example}`)).toBe(true),
  );

  it.each([
    ['margins: { p95: 10 }', false],
    ['margins: { errors: 1% }', false],
    ['margins: { "check:status is 200": 5% }', false],
    ['margins: { "check:status is 200": 5pp, "metric:queue": 5% }', true],
    ['limits: { throughput: 5% }', false],
    ['env: { PORT: 1 }', false],
    ['env: { PORT_TWO: 1, CACHE: true }', true],
    ['rates: 5', false],
    ['starts: 3', false],
  ])('and the reader agree on %s', async (text, accepted) => {
    expect(await accepts(text)).toBe(accepted);
    expect(problemsOf(() => fromFile(text)).length === 0).toBe(accepted);
  });
});
