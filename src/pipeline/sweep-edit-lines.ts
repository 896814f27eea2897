import type { Format } from '../core/configuration/setting.ts';

/**
 * Where the value of a key stands in a file that is written line by line, as offsets into the text; the last line of that key
 * counts, as it does for those who read the file. Null where there is none.
 */
export function findLine(
  text: string,
  format: Format,
  segments: readonly string[],
): readonly [number, number] | null {
  let section = '';
  let offset = 0;
  let found: readonly [number, number] | null = null;
  for (const line of text.split(/(?<=\n)/)) {
    const header = hasSections(format) ? /^\s*\[([^[\]]+)\]/.exec(line)?.[1] : undefined;
    if (header !== undefined) section = header.trim();
    const pair = PAIRS[format]?.exec(line);
    if (pair != null && header === undefined) {
      const [, before = '', key = '', value = ''] = pair;
      const name = [...(section === '' ? [] : splitKey(section, format)), ...splitKey(key, format)];
      const from = offset + before.length;
      if (isSame(name, segments)) found = [from, from + value.length];
    }
    offset += line.length;
  }
  return found;
}

const hasSections = (format: Format): boolean => format === 'toml' || format === 'ini';

/** What stands before the value, the key in it, the value; what follows is a comment or the end of the line. */
const PAIRS: Readonly<Partial<Record<Format, RegExp>>> = {
  toml: /^(\s*((?:[\w-]+|"[^"\n]*")(?:\s*\.\s*(?:[\w-]+|"[^"\n]*"))*)\s*=\s*)("(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^\s#'"[{,][^\s#,]*)/,
  ini: /^(\s*([^\s=;#][^=\n]*?)\s*=\s*)("[^"\n]*"|[^;#\n]*?)(?=\s*(?:[;#]|$))/,
  properties: /^(\s*([^\s=:#!]+)\s*[=:]\s*)(.*?)(?=\s*$)/,
  dotenv: /^(\s*(?:export\s+)?([\w.-]+)\s*=[ \t]*)("[^"\n]*"|'[^'\n]*'|[^#\n]*?)(?=\s*(?:#|$))/,
};

function splitKey(key: string, format: Format): string[] {
  if (format === 'toml') {
    return (key.match(/"[^"]*"|[\w-]+/g) ?? []).map((part) => part.replaceAll('"', ''));
  }
  return format === 'ini' ? key.split('.') : [key];
}

const isSame = (name: readonly string[], segments: readonly string[]): boolean =>
  name.length === segments.length && name.every((part, at) => part === segments[at]);
