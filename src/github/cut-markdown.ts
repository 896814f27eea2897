export interface Cut {
  /** In characters (UTF-16 units) or bytes (UTF-8). */
  readonly most: number;
  readonly unit: 'characters' | 'bytes';
  /** Says that something is missing, and where it is. */
  readonly remark: string;
}

/** Cuts Markdown at a line end so that it takes at most `most`, and closes what was left open. */
export function cutMarkdown(markdown: string, { most, unit, remark }: Cut): string {
  const { measure, take } = UNITS[unit];
  if (measure(markdown) <= most) return markdown;
  const closing = `\n\n${remark}\n`;
  let kept = take(markdown, Math.max(0, most - measure(closing)));
  kept = kept.slice(0, kept.lastIndexOf('\n') + 1) || kept;
  for (;;) {
    const whole = `${kept}${closeOpen(kept)}${closing}`;
    if (measure(whole) <= most || kept === '') return whole;
    kept = kept.slice(0, kept.lastIndexOf('\n', kept.length - 2) + 1);
  }
}

const encoder = new TextEncoder();

const UNITS = {
  characters: {
    measure: (text: string): number => text.length,
    take: (text: string, room: number): string => text.slice(0, room).replace(/[\ud800-\udbff]$/, ''),
  },
  bytes: {
    measure: (text: string): number => encoder.encode(text).length,
    take: (text: string, room: number): string =>
      text.slice(0, encoder.encodeInto(text, new Uint8Array(room)).read),
  },
};

function closeOpen(markdown: string): string {
  const fence = (markdown.match(/^```/gm) ?? []).length % 2 === 1 ? '\n```' : '';
  const open = count(markdown, '<details') - count(markdown, '</details>');
  return `${fence}${'\n</details>'.repeat(Math.max(open, 0))}`;
}

const count = (text: string, part: string): number => text.split(part).length - 1;
