import { readFile } from 'node:fs/promises';

/** `2026-11-23 16:03:06,590 ERROR o.a.j.t.JMeterThread: Test failed!`, and the exception on the line after it. */
const ERROR_LINE =
  /^[\d-]+ [\d:,]+ (?:ERROR|FATAL) [\w.$]+: (.*)\n?((?:[\w$]+\.)+[\w$]*(?:Exception|Error)\b.*)?/gm;

/** What JMeter logged last as an error, short enough for one sentence of ours; empty when there was none. */
export async function lastError(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const [, message = '', exception = ''] = [...text.matchAll(ERROR_LINE)].at(-1) ?? [];
  return shorten([message, exception].filter((part) => part !== '').join(': '));
}

export function shorten(message: string): string {
  const plain = message.replace(/\s+/g, ' ').trim();
  return plain.length > MOST_CHARACTERS ? `${plain.slice(0, MOST_CHARACTERS)}…` : plain;
}

const MOST_CHARACTERS = 400;
