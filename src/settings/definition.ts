import type { z } from 'zod';

/** Where a setting can be given. */
export type Place = 'flag' | 'input' | 'file';

export const EVERYWHERE: readonly Place[] = ['flag', 'input', 'file'];

/** Groups in the order in which help and docs show them. */
export const GROUPS = [
  'What to compare',
  'How much load',
  'When it passes',
  'The stored baseline',
  'What the servers say',
  'Around it',
] as const;

/** All there is to say about one setting: inputs, keys, flags, help and docs are made from it. */
export interface Definition<Value, Fallback> {
  readonly group: (typeof GROUPS)[number];
  readonly places: readonly Place[];
  /** From text, or from the maps of plimsoll.yml whose scalars are all text, to the value. */
  readonly value: z.ZodType<Value>;
  readonly fallback: Fallback;
  /** The default in words, as docs and help show it. */
  readonly byDefault: string;
  /** One or two short sentences. */
  readonly means: string;
  /** What was expected, when the value does not say so itself: the end of "received X, expected …". */
  readonly expected: string;
  /** As it stands in plimsoll.yml, or in the workflow for what that file does not take. */
  readonly example: string;
  /** Stands for the value in help. */
  readonly placeholder: string;
  /** May be given several times; each adds. */
  readonly repeats?: boolean;
  /** Its value may hold a secret and is never quoted. */
  readonly secret?: boolean;
}

/** Keeps both types of a definition. */
export const define = <Value, Fallback>(
  definition: Definition<Value, Fallback>,
): Definition<Value, Fallback> => definition;
