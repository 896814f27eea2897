import { glob, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { captureOutput } from '../../src/system/capture.ts';
import { childEnvironment } from '../../src/system/environment.ts';
import { type CorpusScript, PLAIN } from './script.ts';

const MODULE = 'go.k6.io/k6/v2@v2.2.0';
const PLACES = 'examples/**/*.{js,ts}|.github/workflows/**/*.{js,ts}|internal/cmd/testdata/**/*.{js,ts}';
/** A script has a function to run; what has none is a module of one. */
const RUNS = /\bexport\s+default\b|\bexports\.default\b|\bexec\s*:/;

/** The scripts that lie in k6's own Go module, fetched as a module and never kept here. */
export async function fetchExamples(): Promise<readonly CorpusScript[]> {
  const env = childEnvironment(process.env, {});
  const command = { file: 'go', args: ['mod', 'download', '-json', MODULE], cwd: tmpdir(), env };
  const fetched = await captureOutput(command, { timeoutMs: 300_000 });
  if (fetched.code !== 0) throw new Error(`go mod download ${MODULE} failed: ${fetched.stderr}`);
  const { Dir: root } = JSON.parse(fetched.stdout) as { Dir: string };
  const scripts: CorpusScript[] = [];
  for (const place of PLACES.split('|')) {
    for await (const found of glob(place, { cwd: root })) {
      const file = join(root, found);
      if (!RUNS.test(await readFile(file, 'utf8'))) continue;
      scripts.push({ name: `k6: ${relative(root, file)}`, file, root, settings: PLAIN, expected: null });
    }
  }
  return scripts.sort((a, b) => (a.name < b.name ? -1 : 1));
}
