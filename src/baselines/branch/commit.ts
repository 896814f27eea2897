import { Buffer } from 'node:buffer';
import { measurementFailure } from '../../core/failure.ts';
import { type RemoteProblem, readProblem } from './remote-problem.ts';
import { REMOTE, type Scratch } from './scratch.ts';
import { wordsOf } from './tip.ts';

/** Files that a commit puts in and takes out, by path. */
export interface Change {
  readonly message: string;
  readonly put: ReadonlyMap<string, string>;
  readonly take: readonly string[];
}

/** The commit that is to be pushed. */
const NEXT = 'refs/plimsoll/next';

/** Whom the commits name. The address is of a kind that can belong to nobody (RFC 2606). */
const AUTHOR = 'Plimsoll <plimsoll@plimsoll.invalid>';

/**
 * Makes a commit on top of another, or the first of a branch. It needs no index and no working tree, and of the branch no
 * file but those that change.
 */
export async function commitChange(scratch: Scratch, tip: string | null, change: Change): Promise<void> {
  const lines = [
    'feature done',
    ...[`commit ${NEXT}`, `committer ${AUTHOR} now`, data(change.message)],
    ...(tip === null ? [] : [`from ${tip}`]),
    ...change.take.map((path) => `D ${path}`),
    ...[...change.put].flatMap(([path, text]) => [`M 100644 inline ${path}`, data(text)]),
    'done',
  ];
  const { failed, stderr } = await scratch.git(['fast-import', '--quiet', '--force', '--date-format=now'], {
    input: `${lines.join('\n')}\n`,
  });
  if (failed === null) return;
  throw measurementFailure(
    `the commit of a recording could not be made: ${stderr.trim().slice(0, 300)}`,
    'Check free disk space; if it stays, please report it.',
  );
}

/**
 * Moves the branch from the commit that ours stands on to ours; null when that is done. `expected`: null where there was no
 * branch.
 *
 * The lease cannot overwrite anything: it lets the push through only while the branch is exactly at our commit's own parent
 * (or absent, for a first commit), so what it lets through only goes forward. A push without it would also go forward, but
 * would bring back a branch that was deleted or set back in the meantime. The server checks the same once more as it takes
 * the push: it moves a ref from an id to an id.
 */
export async function pushCommit(
  scratch: Scratch,
  branch: string,
  expected: string | null,
): Promise<RemoteProblem | null> {
  const ref = `refs/heads/${branch}`;
  const outcome = await scratch.git([
    ...['push', '--porcelain', '--no-thin', '--no-verify', '--no-signed', '--no-follow-tags'],
    ...['--recurse-submodules=no', `--force-with-lease=${ref}:${expected ?? ''}`],
    ...[REMOTE, `${NEXT}:${ref}`],
  ]);
  return outcome.failed === null ? null : readProblem(wordsOf(outcome), branch, 'push');
}

const data = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}`;
