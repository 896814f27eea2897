import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { generateFiles } from '../../scripts/generate-settings.ts';
import { definitionOf, SETTING_KEYS } from '../../src/settings/definitions.ts';

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
    expect(Object.keys(inputs).filter((name) => inputs[name]?.default !== undefined)).toEqual(['token']);
  });
});
