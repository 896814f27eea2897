/** A shorter value is no secret, and `***` in place of every "1" would make a report unreadable. */
export const SHORTEST_SECRET = 6;

/**
 * Replaces secrets by `***`, also as they look after the usual encodings. The runner does the same for logs and
 * summaries; what goes through the API is ours to clean.
 */
export function createMask(secrets: readonly string[]): (text: string) => string {
  const forms = new Set(secrets.flatMap(linesOf).filter(isLongEnough).flatMap(formsOf).filter(isLongEnough));
  if (forms.size === 0) return (text) => text;
  const longestFirst = [...forms].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(longestFirst.map(escapePattern).join('|'), 'g');
  return (text) => text.replaceAll(pattern, '***');
}

/** A key of many lines may be shown line by line. */
const linesOf = (secret: string): string[] => [secret, secret.trim(), ...secret.split(/\r?\n/)];

const isLongEnough = (text: string): boolean => text.length >= SHORTEST_SECRET;

function formsOf(secret: string): string[] {
  const text = secret.toWellFormed();
  const escaped = [
    encodeURIComponent(text),
    encodeURI(text),
    new URLSearchParams({ '': text }).toString().slice(1),
    JSON.stringify(text).slice(1, -1),
    JSON.stringify(text).slice(1, -1).replaceAll('/', '\\/'),
  ];
  const lower = escaped.map((form) => form.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()));
  return [secret, ...escaped, ...lower, ...base64Forms(text)];
}

/** In Base64 three bytes share four letters, so a secret inside a longer text looks one of three ways. */
function base64Forms(text: string): string[] {
  const bytes = Buffer.from(text);
  const whole = bytes.toString('base64');
  const inside = [0, 1, 2].map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    const bits = (before + bytes.length) * 8;
    return encoded.slice(Math.ceil((before * 8) / 6), Math.floor(bits / 6));
  });
  const forms = [whole, ...inside];
  return [
    ...forms,
    ...forms.map((form) => form.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')),
  ];
}

const escapePattern = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
