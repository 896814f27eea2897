import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { settingsFailure } from '../../core/failure.ts';

/** Where the example lies, seen from `src/cli/demo` and from the bundle in `dist`. */
const FROM_HERE = ['../../../examples/shop/', '../examples/shop/'];

/** Absolute path of the bundled example. */
export function findExample(from: string = import.meta.url): string {
  const places = FROM_HERE.map((relative) => fileURLToPath(new URL(relative, from)));
  const found = places.find((place) => existsSync(place));
  if (found !== undefined) return found;
  throw settingsFailure(
    `the demo's example is missing; looked for ${places.join(' and ')}`,
    'Run the demo from a whole checkout of Plimsoll: it brings the example along.',
  );
}
