import { stripVTControlCharacters } from 'node:util';

const MOST_LINES = 20;
const MOST_CHARACTERS = 200;

/** A sentence with the end of a process's output below it; each line is set off so that none reads as ours. */
export function withLastLines(sentence: string, output: string): string {
  const lines = stripVTControlCharacters(output)
    .split(/[\r\n]+/)
    .filter((line) => line.trim() !== '');
  if (lines.length === 0) return `${sentence}. It printed nothing`;
  const shown = lines
    .slice(-MOST_LINES)
    .map((line) => `  | ${line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS)}…` : line}`);
  return [`${sentence}. The last lines of its output:`, ...shown].join('\n');
}
