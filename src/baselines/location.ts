import { settingsFailure } from '../core/failure.ts';
import { type Bucket, readBucket } from './s3/location.ts';

/** Where recordings live, as the user wrote it. */
export type Location =
  | { readonly kind: 'branch'; readonly branch: string }
  | { readonly kind: 'directory'; readonly path: string }
  | { readonly kind: 's3'; readonly bucket: Bucket };

/** `branch:NAME` or a plain NAME, `dir:PATH`, `s3://BUCKET/PREFIX?region=…&endpoint=…`. Throws a Failure that says what is wrong. */
export function readLocation(text: string): Location {
  if (/^cache(?::|$)/i.test(text)) throw refuseCache();
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(text)?.[1]?.toLowerCase() ?? null;
  switch (scheme) {
    case null:
      return readBranch(text, text);
    case 'branch':
      return readBranch(text.slice('branch:'.length), text);
    case 'dir':
      return readDirectory(text.slice('dir:'.length), text);
    case 's3':
      return { kind: 's3', bucket: readBucket(text) };
    default:
      throw settingsFailure(
        `\`baseline\` is "${show(text)}", expected branch:NAME, dir:PATH, s3://BUCKET/PREFIX or off`,
        `Nothing is known that is called "${scheme}:".`,
      );
  }
}

function refuseCache(): Error {
  return settingsFailure(
    '`baseline` is the Actions cache, which must not decide over a pull request: a run is given what its own pull request saved before what the default branch saved, so a pull request could bring its own baseline',
    'Leave `baseline` out for the branch plimsoll, or use dir:PATH or s3://BUCKET/PREFIX.',
  );
}

/** The rules of `git check-ref-format`, and no first character that could be taken for an option. */
const BRANCH = /^[A-Za-z0-9_][A-Za-z0-9_.\-/+#=]{0,199}$/;
const BROKEN_BRANCH = /\.\.|\/\/|\/\.|\.lock(?:\/|$)|[/.]$|^HEAD$/;

function readBranch(name: string, text: string): Location {
  const branch = name.replace(/^refs\/heads\//, '');
  if (BRANCH.test(branch) && !BROKEN_BRANCH.test(branch)) return { kind: 'branch', branch };
  const looksLikePath = /^[./~\\]/.test(name);
  throw settingsFailure(
    `\`baseline\` is "${show(text)}", expected the name of a branch such as branch:plimsoll`,
    looksLikePath
      ? `For a folder write dir:${show(name)}`
      : 'Use letters, digits, hyphens, dots and slashes.',
  );
}

function readDirectory(path: string, text: string): Location {
  if (path.trim() !== '' && !path.includes('\0')) return { kind: 'directory', path };
  throw settingsFailure(
    `\`baseline\` is "${show(text)}", expected a folder such as dir:.plimsoll/baselines`,
    'Give the path of a folder after dir:, relative to the repository or absolute.',
  );
}

/** One short line, without credentials. */
function show(text: string): string {
  const plain = text.replaceAll(/\/\/[^/@\s]*@/g, '//…@').replaceAll(/[\p{Cc}\p{Cf}]/gu, '\uFFFD');
  return plain.length > 80 ? `${plain.slice(0, 80)}…` : plain;
}
