import { type Failure, settingsFailure } from '../core/failure.ts';

const LONGEST_SHOWN = 60;

/** Something wrong with the settings, as one line. */
export interface Problem {
  /** Where it stands: `flag --rate`, `plimsoll.yml:7`. */
  readonly at: string;
  /** What was received and what was expected. */
  readonly says: string;
}

/** All that is wrong, at once. */
export function failureOf(problems: readonly Problem[]): Failure {
  const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
  const lines = problems.map(({ at, says }) => `- ${at}: ${says}`);
  return settingsFailure(
    `${count} in the settings:\n${lines.join('\n')}`,
    'Correct them all and run again; docs/settings.md describes every setting.',
  );
}

/** A received value on one short line; nothing of a map or list but its kind, nothing of the credentials in a URL. */
export function showReceived(received: unknown): string {
  if (received === undefined || received === null || received === '') return 'nothing';
  if (Array.isArray(received)) return 'a list';
  if (typeof received === 'object') return 'a map';
  const text = String(received).replaceAll(/\/\/[^/@\s]*@/g, '//…@');
  return JSON.stringify(text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text);
}
