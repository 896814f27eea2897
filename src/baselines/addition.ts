import type { Recording } from '../core/baseline/recording.ts';
import type { Appended, Found } from '../core/baseline/store.ts';
import { MOST_BYTES, type Place, readEntry, writeEntry } from './entry-text.ts';

export type Refused = Appended & { readonly kind: 'refused' };

/** What an entry becomes with one recording more. `there`: it holds a recording of that run already. */
export type Addition =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'there' }
  | Refused;

/** Adds to what was found under the commit's name, null for nothing. What is broken stays as it is. */
export function addRecording(found: Found | null, recording: Recording, where: string): Addition {
  if (found?.kind === 'broken') return refuse(found.failure.message, found.failure.hint);
  const before = found?.entry.recordings ?? [];
  if (before.some(({ run }) => run === recording.run)) return { kind: 'there' };
  const place: Place = { commit: recording.commit, where };
  const text = writeEntry({ commit: recording.commit, recordings: [...before, recording] });
  const bytes = new TextEncoder().encode(text);
  if (bytes.length > MOST_BYTES) {
    return refuse(
      `${where} would grow to ${bytes.length} bytes, expected at most ${MOST_BYTES}`,
      'One commit needs a few recordings only: record it less often, or take its entry out.',
    );
  }
  // What could not be read back must not be written either.
  const back = readEntry(bytes, place);
  if (back.kind === 'broken') {
    return refuse(
      back.failure.message,
      'This is a defect of Plimsoll: please report it with the result file.',
    );
  }
  return { kind: 'text', text };
}

export const refuse = (reason: string, hint: string): Refused => ({ kind: 'refused', reason, hint });
