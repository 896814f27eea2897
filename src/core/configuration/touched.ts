import type { Touched } from './finding.ts';

/** Read, not run. */
const DOCUMENTATION = /\.(md|markdown|rst|adoc)$|(^|\/)(LICENSE|CODEOWNERS|CHANGELOG)[^/]*$/i;

/** Tells what a change touches. Where only documentation moved, neither of the two. */
export function tellTouched(paths: readonly string[], configuration: ReadonlySet<string>): Touched {
  const isCode = paths.some((path) => !configuration.has(path) && !DOCUMENTATION.test(path));
  const isConfiguration = paths.some((path) => configuration.has(path));
  if (isCode && isConfiguration) return 'both';
  if (isCode) return 'code';
  return isConfiguration ? 'configuration' : 'neither';
}
