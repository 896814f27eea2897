import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');
const FOLDER = 'docs/setups';

/** A block of the page that stands for a workflow of the examples, word for word. */
const BLOCK = /^(<!-- workflow: ([\w-]+\.yml) -->\n)[\s\S]*?(^<!-- end -->)$/gm;

/** The pages on set-ups as they ought to be: each shows its workflows as they stand in the examples. */
export function generatePages(): ReadonlyMap<string, string> {
  const pages = readdirSync(join(ROOT, FOLDER)).filter((name) => name.endsWith('.md'));
  return new Map(pages.sort().map((name) => [`${FOLDER}/${name}`, fill(read(`${FOLDER}/${name}`))]));
}

/** Names of the workflows that a page shows. */
export const workflowsOf = (page: string): readonly string[] =>
  [...page.matchAll(BLOCK)].map(([, , name = '']) => name);

function fill(page: string): string {
  return page.replaceAll(BLOCK, (_, begin: string, name: string, end: string) => {
    const workflow = read(`examples/workflows/${name}`);
    return `${begin}\`.github/workflows/${name}\`\n\n\`\`\`yaml\n${workflow}\`\`\`\n${end}`;
  });
}

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

if (process.argv[1] === import.meta.filename) {
  for (const [path, text] of generatePages()) writeFileSync(join(ROOT, path), text);
}
