import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { markdownTable } from 'markdown-table';
import { stringify } from 'yaml';
import { z } from 'zod';
import { type Definition, GROUPS, type Place } from '../src/settings/definition.ts';
import { definitionOf, SETTING_KEYS, type SettingKey } from '../src/settings/definitions.ts';
import { fill } from './fill.ts';

const ROOT = resolve(import.meta.dirname, '..');

/** Files made from the definitions of the settings, as they ought to be; what stands outside the markers is kept. */
export async function generateFiles(): Promise<ReadonlyMap<string, string>> {
  const kept = (path: string) => readFile(join(ROOT, path), 'utf8');
  return new Map([
    ['action.yml', fill(await kept('action.yml'), '# inputs', renderInputs())],
    ['docs/settings.md', fill(await kept('docs/settings.md'), '<!-- settings', renderTables())],
    ['schema/plimsoll.schema.json', renderJsonSchema()],
  ]);
}

const keysOf = (place: Place): SettingKey[] =>
  SETTING_KEYS.filter((key) => definitionOf(key).places.includes(place));

/** Inputs carry no defaults but those that only the runner knows: it would pass them on, and they would hide what plimsoll.yml says. */
function renderInputs(): string {
  const inputs = keysOf('input').map((key) => [key, inputOf(definitionOf(key))]);
  return stringify(Object.fromEntries(inputs), { lineWidth: 0, singleQuote: true })
    .trimEnd()
    .replaceAll(/^/gm, '  ');
}

function inputOf({ means, byDefault }: Definition<unknown, unknown>): object {
  return byDefault.startsWith('$' + '{{')
    ? { description: means, required: false, default: byDefault }
    : { description: `${means} Default: ${byDefault}.`, required: false };
}

function renderTables(): string {
  return GROUPS.map((group) => {
    const keys = SETTING_KEYS.filter((key) => definitionOf(key).group === group);
    const rows = keys.map((key) => rowOf(key, definitionOf(key)));
    return `\n## ${group}\n\n${markdownTable([['key', 'default', 'what it means', 'example'], ...rows])}\n`;
  }).join('');
}

function rowOf(
  key: SettingKey,
  { byDefault, means, example, places }: Definition<unknown, unknown>,
): string[] {
  const words = { flag: 'flag', input: 'input', file: 'plimsoll.yml' };
  const where = places.length === 3 ? '' : ` Only as ${places.map((place) => words[place]).join(' or ')}.`;
  return [`\`${key}\``, escapeCell(byDefault), escapeCell(means + where), `\`${escapeCell(example)}\``];
}

const escapeCell = (text: string): string => text.replaceAll('|', '\\|');

function renderJsonSchema(): string {
  const shape = keysOf('file').map((key) => {
    const { value, means, byDefault } = definitionOf(key);
    return [key, value.optional().describe(`${means} Default: ${byDefault}.`)] as const;
  });
  const schema = z.toJSONSchema(z.strictObject(Object.fromEntries(shape)), {
    io: 'input',
    target: 'draft-7',
    unrepresentable: 'any',
  });
  const whole = {
    ...schema,
    title: 'plimsoll.yml',
    description: 'Settings of Plimsoll for this repository.',
  };
  return `${JSON.stringify(whole, null, 2).replaceAll(/\[\s+([^[\]{}]{1,90}?)\s+\]/g, joinLines)}\n`;
}

/** Short lists on one line, as the formatter wants them. */
const joinLines = (_: string, items: string): string => `[${items.replaceAll(/\s*\n\s*/g, ' ')}]`;

if (process.argv[1] === import.meta.filename) {
  for (const [path, text] of await generateFiles()) await writeFile(join(ROOT, path), text);
}
