import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { CorpusScript } from './script.ts';

const WRITTEN = /(['"`])(https?|wss?):\/\/[\w.-]+(?::\d+)?/g;

/** Does to a copy what the refusal advises: every origin in the script gives way to the variable for the target. */
export async function mendCopy(script: CorpusScript, folder: string): Promise<CorpusScript> {
  const inside = relative(script.root, script.file);
  const file = join(folder, inside);
  // Of a big module only what lies beside the script is needed.
  const top = inside.split('/')[0] as string;
  await cp(join(script.root, top), join(folder, top), { recursive: true });
  const source = await readFile(file, 'utf8');
  await rm(file);
  await writeFile(
    file,
    source.replace(WRITTEN, (_, quote: string, scheme: string) => readTarget(quote, scheme)),
  );
  return { ...script, file, root: folder };
}

function readTarget(quote: string, scheme: string): string {
  const target = scheme.startsWith('ws') ? "__ENV.BASE_URL.replace('http', 'ws')" : '__ENV.BASE_URL';
  return quote === '`' ? `\`\${${target}}` : `${target} + ${quote}`;
}
