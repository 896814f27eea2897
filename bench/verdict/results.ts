import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import type { Finding } from './claim.ts';
import { holds } from './claim.ts';
import { PORT_NOTE } from './port-note.ts';
import { spellFinding } from './table.ts';

/** Everything a full run found, and on what. */
export interface Results {
  /** ISO day. */
  readonly date: string;
  readonly machine: { readonly cpu: string; readonly cores: number; readonly node: string };
  readonly minutes: number;
  readonly findings: readonly Finding[];
}

export function describeMachine(): Results['machine'] {
  const all = cpus();
  return { cpu: all[0]?.model.trim() ?? 'unknown', cores: all.length, node: process.version };
}

/** Writes `verdict-<date>.json` and `.md` into the folder of results; answers the path of the latter. */
export function writeResults(results: Results): string {
  const folder = new URL('../results/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  const file = (ending: string): URL => new URL(`verdict-${results.date}.${ending}`, folder);
  writeFileSync(file('json'), `${JSON.stringify(results, null, 2)}\n`);
  writeFileSync(file('md'), spellResults(results));
  return file('md').pathname;
}

export function spellResults({ date, machine, minutes, findings }: Results): string {
  const short = findings.filter((finding) => !holds(finding)).length;
  return [
    `# What the verdict is worth: ${date}`,
    `${machine.cpu}, ${machine.cores} cores, Node ${machine.node}, ${minutes.toFixed(0)} minutes. ` +
      `Simulated comments judged by the real judge; made by \`npm run bench:verdict\`. ` +
      `${short === 0 ? 'Every claim holds.' : `${short} of ${findings.length} claims fall short.`}`,
    ...findings.map(spellFinding),
    PORT_NOTE,
  ].join('\n\n');
}
