import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { markdownTable } from 'markdown-table';
import { z } from 'zod';
import { RESULT_SCHEMA } from '../src/core/result.ts';
import { RESULT } from '../src/pipeline/result-schema/result.ts';
import { fill } from './fill.ts';

const ROOT = resolve(import.meta.dirname, '..');
const SCHEMA_FILE = 'schema/plimsoll.result.schema.json';
const DOCUMENT = 'docs/result.md';

/** What a result file may hold, as JSON Schema 2020-12: the form in which it is written, not the one in which it is read. */
export function resultSchema() {
  const schema = z.toJSONSchema(RESULT, { io: 'input', target: 'draft-2020-12' });
  return {
    ...schema,
    title: RESULT_SCHEMA,
    description:
      'A result of Plimsoll: everything that a report is made from, and that is needed to judge it again.',
  };
}

/** Files made from the schema of results, as they ought to be. */
export async function generateResultFiles(): Promise<ReadonlyMap<string, string>> {
  const kept = await readFile(join(ROOT, DOCUMENT), 'utf8');
  return new Map([
    [SCHEMA_FILE, `${JSON.stringify(resultSchema(), null, 2)}\n`],
    [DOCUMENT, fill(kept, '<!-- result', renderTables())],
  ]);
}

interface Node {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly required?: readonly string[];
  readonly items?: Node;
  readonly prefixItems?: readonly Node[];
  readonly additionalProperties?: Node | boolean;
  readonly anyOf?: readonly Node[];
  readonly oneOf?: readonly Node[];
}

/** A table for the result itself and one for each part that has a name. */
function renderTables(): string {
  const schema = resultSchema() as Node & { readonly $defs?: Readonly<Record<string, Node>> };
  const named = Object.entries(schema.$defs ?? {}).filter(([, part]) => part.properties !== undefined);
  return [['The result', schema] as const, ...named]
    .map(([name, part]) => `\n### ${name}\n\n${part.description ?? ''}\n\n${renderTable(part)}\n`)
    .join('');
}

function renderTable(part: Node): string {
  const rows = Object.entries(part.properties ?? {}).flatMap(([name, field]) => rowsOf(name, field, part));
  return markdownTable([['field', 'holds', 'what it means'], ...rows]);
}

/** A field, and the fields within it where they have no name of their own. */
function rowsOf(name: string, field: Node, within: Node): string[][] {
  const optional = within.required?.includes(name.split('.').at(-1) ?? '') === true ? '' : '?';
  const own = [`\`${name}\`${optional}`, escapeCell(typeOf(field)), escapeCell(field.description ?? '')];
  const inner = plainObject(field);
  const rows = inner === null ? [] : Object.entries(inner.properties ?? {});
  return [own, ...rows.flatMap(([key, each]) => rowsOf(`${name}.${key}`, each, inner ?? {}))];
}

function plainObject(field: Node): Node | null {
  const alternatives = (field.anyOf ?? field.oneOf ?? []).filter(({ type }) => type !== 'null');
  const only = alternatives.length === 1 ? alternatives[0] : field;
  if (only === undefined || only.$ref !== undefined) return null;
  if (only.type === 'array' && only.items !== undefined) return plainObject(only.items);
  return only.properties === undefined ? null : only;
}

function typeOf(field: Node): string {
  const { $ref, items, prefixItems } = field;
  if ($ref !== undefined) return $ref.split('/').at(-1) ?? '';
  if (field.const !== undefined) return `\`${JSON.stringify(field.const)}\``;
  if (field.enum !== undefined) return field.enum.map((each) => `\`${JSON.stringify(each)}\``).join(' or ');
  const several = field.anyOf ?? field.oneOf;
  if (several !== undefined) return several.map(typeOf).join(' or ');
  if (prefixItems !== undefined) return `list of ${prefixItems.length}`;
  if (items !== undefined) return `list of ${typeOf(items)}`;
  if (typeof field.additionalProperties === 'object') return `map to ${typeOf(field.additionalProperties)}`;
  return typeof field.type === 'string' ? field.type : 'anything';
}

const escapeCell = (text: string): string => text.replaceAll('|', '\\|');

if (process.argv[1] === import.meta.filename) {
  for (const [path, text] of await generateResultFiles()) await writeFile(join(ROOT, path), text);
}
