import type { z } from 'zod';
import { BASELINE_SCHEMA } from '../core/baseline/recording.ts';
import type { Entry, Found } from '../core/baseline/store.ts';
import { measurementFailure } from '../core/failure.ts';
import { ENTRY } from './entry-schema.ts';

/** An entry takes about 20 KB; what is longer than this is left unread. */
export const MOST_BYTES = 1_000_000;

/** Which commit an entry is of, and where it lies, in words. */
export interface Place {
  readonly commit: string;
  readonly where: string;
}

/** One recording a line, so that a change of an entry is readable as a difference. */
export function writeEntry({ commit, recordings }: Entry): string {
  const lines = recordings.map((recording) => JSON.stringify(recording)).join(',\n');
  return `{"schema":${JSON.stringify(BASELINE_SCHEMA)},"commit":${JSON.stringify(commit)},"recordings":[\n${lines}\n]}\n`;
}

export function readEntry(bytes: Uint8Array, place: Place): Found {
  if (bytes.length > MOST_BYTES) return tooLong(bytes.length, place);
  if (bytes.length === 0) return broken(place, 'is empty');
  const value = parse(bytes);
  if (typeof value === 'string') return broken(place, value);
  const written = schemaOf(value.json);
  if (isNewer(written)) {
    return broken(
      place,
      `was written by a newer Plimsoll (${written}, expected ${BASELINE_SCHEMA})`,
      'Use the version of Plimsoll that records, or a later one, wherever the baseline is read.',
    );
  }
  const entry = ENTRY.safeParse(value.json);
  if (!entry.success) return broken(place, `holds something else than an entry: ${problemsOf(entry.error)}`);
  const { commit, recordings } = entry.data;
  const stray = [commit, ...recordings.map((recording) => recording.commit)].find(
    (id) => id !== place.commit,
  );
  if (stray !== undefined) return broken(place, `holds a recording of another commit, ${stray}`);
  return { kind: 'found', entry: { commit, recordings } };
}

export function broken(place: Place, problem: string, hint = LEFT): Found {
  return {
    kind: 'broken',
    commit: place.commit,
    failure: measurementFailure(`${place.where} ${problem}`, hint),
  };
}

export const tooLong = (bytes: number, place: Place): Found =>
  broken(place, `has ${bytes} bytes, expected at most ${MOST_BYTES}`);

const LEFT =
  'It is left as it is. Put back what was there before, or delete it, and the commit can be recorded anew.';
const MOST_PROBLEMS = 3;

/** What it holds, or what is wrong with it. */
function parse(bytes: Uint8Array): { readonly json: unknown } | string {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return 'is no text in UTF-8';
  }
  try {
    return { json: JSON.parse(text, refuseProto) };
  } catch (error) {
    if (error instanceof ProtoKey) return 'holds a key named __proto__, which no Plimsoll writes';
    return isCut(text, (error as Error).message) ? 'breaks off in the middle' : 'is not JSON';
  }
}

/** Whether the parser came to the end and wanted more. */
function isCut(text: string, complaint: string): boolean {
  const position = /at position (\d+)/.exec(complaint)?.[1];
  return /unexpected end|unterminated/i.test(complaint) || Number(position) >= text.trimEnd().length;
}

class ProtoKey extends Error {}

function refuseProto(key: string, value: unknown): unknown {
  if (key === '__proto__') throw new ProtoKey();
  return value;
}

function schemaOf(json: unknown): string {
  const schema = typeof json === 'object' && json !== null ? (json as { schema?: unknown }).schema : null;
  return typeof schema === 'string' ? schema : '';
}

function isNewer(schema: string): boolean {
  const versionOf = (text: string): number => Number(/^plimsoll\.baseline\/(\d{1,6})$/.exec(text)?.[1] ?? 0);
  return versionOf(schema) > versionOf(BASELINE_SCHEMA);
}

function problemsOf(error: z.ZodError): string {
  const shown = error.issues.slice(0, MOST_PROBLEMS).map(({ path, message }) => {
    const at = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
    return at === '' ? message : `${at.replace(/^\./, '')}: ${message}`;
  });
  const more = error.issues.length - shown.length;
  return `${shown.join('; ')}${more > 0 ? ` (and ${more} more)` : ''}`;
}
