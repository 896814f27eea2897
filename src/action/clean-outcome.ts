import { Failure } from '../core/failure.ts';
import type { Outcome } from './outcome.ts';

/**
 * An outcome whose every text went through `clean`. Before it is rendered: a name that a report shortens could keep half a
 * secret, which nobody finds afterwards.
 */
export function cleanOutcome(outcome: Outcome, clean: (text: string) => string): Outcome {
  switch (outcome.kind) {
    case 'measured':
      return { ...outcome, result: cleanTexts(outcome.result, clean) };
    case 'not measured': {
      const { kind, message, hint, cause } = outcome.failure;
      return { ...outcome, failure: new Failure(kind, clean(message), clean(hint), { cause }) };
    }
    case 'cancelled':
      return outcome;
  }
}

/** Texts in lists and records, and the names of a record's fields. */
function cleanTexts<T>(value: T, clean: (text: string) => string): T;
function cleanTexts(value: unknown, clean: (text: string) => string): unknown {
  if (typeof value === 'string') return clean(value);
  if (Array.isArray(value)) return value.map((each) => cleanTexts(each, clean));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [clean(key), cleanTexts(each, clean)]),
  );
}
