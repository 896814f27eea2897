import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { findTool } from './development-tools.ts';

const ROOT = resolve(import.meta.dirname, '..');
const ZIZMOR_CONFIG = join(ROOT, '.github/zizmor.yml');

/** What one tool says about one set of files; an empty text: nothing. A snippet may leave out names and comments. */
export interface Lint {
  readonly tool: 'actionlint' | 'zizmor';
  /** Files of ours beside the workflows that it knows. */
  readonly others: readonly string[];
  complaints(path: string, files: readonly string[], depth?: 'brief' | 'thorough'): string;
}

export const LINTS: readonly Lint[] = [
  {
    tool: 'actionlint',
    others: [],
    complaints: (path, files) => complaintsOf(path, ['-no-color', '-shellcheck=', '-pyflakes=', ...files]),
  },
  {
    // The audits that need the network would make a check of ours depend on what others did since yesterday.
    tool: 'zizmor',
    others: ['action.yml', '.github/dependabot.yml'],
    complaints: (path, files, depth = 'thorough') =>
      complaintsOf(path, [
        '--offline',
        '--quiet',
        '--color=never',
        `--persona=${depth === 'thorough' ? 'pedantic' : 'regular'}`,
        `--config=${ZIZMOR_CONFIG}`,
        ...files,
      ]),
  },
];

/** Workflows that users copy, and our own. */
export function workflowFiles(): readonly string[] {
  return ['examples/workflows', '.github/workflows'].flatMap((folder) =>
    readdirSync(join(ROOT, folder))
      .filter((name) => name.endsWith('.yml'))
      .sort()
      .map((name) => join(ROOT, folder, name)),
  );
}

/** Whole workflows that stand in a Markdown file, each as a file of its own, gone when disposed of. */
export function workflowsIn(markdownPath: string): Disposable & { readonly files: readonly string[] } {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-lint-'));
  const workflows = join(folder, '.github/workflows');
  mkdirSync(workflows, { recursive: true });
  const blocks = [...readFileSync(join(ROOT, markdownPath), 'utf8').matchAll(/^```ya?ml\n([\s\S]*?)^```$/gm)];
  const files = blocks
    .map(([, text = '']) => text)
    .filter((text) => /^jobs:/m.test(text))
    .map((text, index) => {
      const path = join(workflows, `${basename(markdownPath, '.md')}-${index + 1}.yml`);
      writeFileSync(path, text);
      return path;
    });
  return { files, [Symbol.dispose]: () => rmSync(folder, { recursive: true }) };
}

/** Both tools say on standard output what is wrong, and end with another code than 0. */
function complaintsOf(path: string, args: readonly string[]): string {
  try {
    execFileSync(path, args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    return '';
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { readonly stdout?: string; readonly stderr?: string };
    return `${stdout}${stderr}`.trim() || String(error);
  }
}

if (process.argv[1] === import.meta.filename) {
  const files = workflowFiles();
  for (const { tool, others, complaints } of LINTS) {
    const path = findTool(tool);
    if (path === null) continue;
    const text = complaints(path, [...files, ...others]);
    console.log(text === '' ? `${tool}: ${files.length} workflows are clean` : text);
    if (text !== '') process.exitCode = 1;
  }
}
