import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { generatePages } from './setup-pages.ts';

const ROOT = resolve(import.meta.dirname, '..');

export interface Release {
  /** As in v1.2.3. */
  readonly tag: string;
  /** The whole id of its commit. */
  readonly commit: string;
}

/** A text that tells people to use this release and no other. */
export const pinRelease = (text: string, { tag, commit }: Release): string =>
  text.replaceAll(/(uses: plimsoll\/plimsoll)@\S+(?: #[^\n]*)?/g, `$1@${commit} # ${tag}`);

// After a release: its commit can be named by a later one only.
if (process.argv[1] === import.meta.filename) {
  const [tag = '', commit = ''] = process.argv.slice(2);
  if (!/^v\d+\.\d+\.\d+$/.test(tag) || !/^[0-9a-f]{40}$/.test(commit)) {
    throw new Error(
      `received "${tag}" "${commit}", expected a tag such as v1.2.3 and the whole id of its commit`,
    );
  }
  const workflows = readdirSync(join(ROOT, 'examples/workflows')).map((name) => `examples/workflows/${name}`);
  for (const path of ['README.md', ...workflows]) {
    const text = readFileSync(join(ROOT, path), 'utf8');
    writeFileSync(join(ROOT, path), pinRelease(text, { tag, commit }));
  }
  for (const [path, text] of generatePages()) writeFileSync(join(ROOT, path), text);
}
