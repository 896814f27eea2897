/** Lines or repeats of NAME=value as entries; null for a text that is no such list or names something twice. */
export function readPairs(
  raw: string | readonly string[],
  separator: RegExp,
): readonly (readonly [string, string])[] | null {
  const texts = (typeof raw === 'string' ? [raw] : raw).flatMap((text) => text.split(separator));
  const pairs = texts.filter((text) => text.trim() !== '').map(cutPair);
  if (!pairs.every((pair) => pair !== null)) return null;
  return new Set(pairs.map(([name]) => name)).size === pairs.length ? pairs : null;
}

/** At the first equals sign. */
function cutPair(text: string): readonly [string, string] | null {
  const at = text.indexOf('=');
  if (at < 1) return null;
  return [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}

export const isTextOrTexts = (raw: unknown): raw is string | readonly string[] =>
  typeof raw === 'string' || (Array.isArray(raw) && raw.every((text) => typeof text === 'string'));

export const isMap = (raw: unknown): raw is Readonly<Record<string, unknown>> =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw);
