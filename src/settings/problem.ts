import { type Failure, settingsFailure } from '../core/failure.ts';

const LONGEST_SHOWN = 60;
const LONGEST_LINE = 400;
const MOST_LINES = 50;

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
  const lines = problems.slice(0, MOST_LINES).map(({ at, says }) => `- ${keepShort(`${at}: ${says}`)}`);
  if (problems.length > MOST_LINES) lines.push(`- and ${problems.length - MOST_LINES} more`);
  return settingsFailure(
    `${count} in the settings:\n${lines.join('\n')}`,
    'Correct them all and run again; docs/settings.md describes every setting.',
  );
}

/** Stands for a received text that may be a secret. */
export const UNSHOWN = Symbol('a text that is not shown');

/** A received value on one short line; nothing of a map or list but its kind, nothing of the credentials in a URL. */
export function showReceived(received: unknown): string {
  if (received === undefined || received === null || received === '') return 'nothing';
  if (Array.isArray(received)) return 'a list';
  if (typeof received === 'object') return 'a map';
  if (received === UNSHOWN) return 'a text that is not shown';
  const text = String(received).replaceAll(/\/\/[^/@\s]*@/g, '//…@');
  return JSON.stringify(text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text);
}

/** Names of keys come from outside too: none may break its line or fill the log. */
function keepShort(line: string): string {
  const plain = line.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '\uFFFD');
  return plain.length > LONGEST_LINE ? `${plain.slice(0, LONGEST_LINE)}…` : plain;
}
