import { settingsFailure } from '../../core/failure.ts';

const REMOTE = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*(['"`])(https?:\/\/[^'"`\n]+)\1/;

/** Refuses modules from other machines: what they say can change between two runs, and nobody reviewed it here. */
export function refuseRemoteImports(script: string, texts: readonly string[]): void {
  const url = texts.map((text) => REMOTE.exec(text)?.[2]).find((found) => found !== undefined);
  if (url === undefined) return;
  throw settingsFailure(
    `${script} imports ${url}: code from another machine, which can change from run to run`,
    'Keep a copy of the module in the repository and import that, or set `remote-imports: allow`.',
  );
}
