import type { Place } from './definition.ts';

/** Where a value came from. */
export interface Source {
  readonly kind: Place | 'default';
  /** As errors say it: `flag --rate`, `input rate`, `plimsoll.yml:7`, `default`. */
  readonly words: string;
}

export const DEFAULT_SOURCE: Source = { kind: 'default', words: 'default' };

export function sourceOfValue(origin: 'flag' | 'input', key: string): Source {
  return { kind: origin, words: origin === 'flag' ? `flag --${key}` : `input ${key}` };
}
