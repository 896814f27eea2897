/** What a setting can be. Empty lists and mappings count as the texts `[]` and `{}`, so that they are seen to come and go. */
export type Scalar = string | number | boolean | null;

/** The settings of one file by JSON pointer (RFC 6901): `/cache/ttl`, `/servers/0/host`. */
export type Settings = ReadonlyMap<string, Scalar>;

/** Formats that are read key by key. */
export type Format = 'yaml' | 'json' | 'toml' | 'ini' | 'properties' | 'dotenv';

export const pointerOf = (segments: readonly string[]): string =>
  segments.map((segment) => `/${segment.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

export const segmentsOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
