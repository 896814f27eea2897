import { Failure } from '../../src/core/failure.ts';
import { readSettings, type SettingSources, type Settings } from '../../src/settings/read.ts';

/** Enough to be a whole set of settings. */
export const WHOLE = { script: 'load/shop.js', start: 'npm start' };

export const fromFlags = (values: SettingSources['values'], text: string | null = null): Settings =>
  readSettings({ values, origin: 'flag', file: text === null ? null : { path: 'plimsoll.yml', text } });

export const fromInputs = (values: SettingSources['values'], text: string | null = null): Settings =>
  readSettings({ values, origin: 'input', file: text === null ? null : { path: 'plimsoll.yml', text } });

/** Settings from the file alone, whole but for what `text` says. */
export const fromFile = (text: string): Settings =>
  fromInputs({}, `script: load/shop.js\nstart: npm start\n${text}`);

/** The lines of the problems that reading ends with; none when it does not throw. Anything but a settings failure is thrown on. */
export function problemsOf(read: () => unknown): string[] {
  try {
    read();
    return [];
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'settings') throw error;
    return error.message
      .split('\n')
      .slice(1)
      .map((line) => line.replace(/^- /, ''));
  }
}
