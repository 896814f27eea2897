import type { z } from 'zod';
import { type Failure, measurementFailure } from '../core/failure.ts';
import { RESULT_SCHEMA, type Result } from '../core/result.ts';
import { RESULT } from './result-schema/result.ts';

/** Reads a result file of our own again. Throws a Failure for anything else; `name` says which file. */
export function readResult(json: Buffer, name: string): Result {
  return parseResult(json, RESULT, `${name} is not a result`);
}

/** Reads JSON of our schema, or what of it `schema` takes. Throws a Failure that begins with `complaint`. */
export function parseResult<T>(json: Buffer, schema: z.ZodType<T>, complaint: string): T {
  const value = parseJson(json);
  const other = otherVersion(value);
  if (other !== null) throw wrongVersion(complaint, other, value);
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue?.path.join('.').slice(0, 200) || 'the whole';
  throw measurementFailure(
    `${complaint}: ${place}: ${issue?.message.slice(0, 200)}`,
    'Give a file that Plimsoll wrote (--json, or the output result-path), as it was written; measure and report with the same version.',
  );
}

/** Null for our version, and for what is of no version at all. */
function otherVersion(value: unknown): string | null {
  const schema = fieldOf(value, 'schema');
  if (typeof schema !== 'string' || schema === RESULT_SCHEMA) return null;
  return schema.startsWith('plimsoll.result/') ? schema.slice(0, 60) : null;
}

function wrongVersion(complaint: string, other: string, value: unknown): Failure {
  const maker = fieldOf(fieldOf(value, 'provenance'), 'plimsoll');
  const made = typeof maker === 'string' ? `, as Plimsoll ${maker.slice(0, 40)} wrote it` : '';
  return measurementFailure(
    `${complaint}: its schema is ${JSON.stringify(other)}${made}, expected ${JSON.stringify(RESULT_SCHEMA)}`,
    'Read it with the version of Plimsoll that wrote it.',
  );
}

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
}
