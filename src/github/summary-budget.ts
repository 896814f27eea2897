/** GitHub drops a step summary of more than 1 MiB. */
export const SUMMARY_BYTES = 1_000_000;
const CUT = '\n\n(Cut here: a job summary holds 1 MiB.)\n';

/** Cuts Markdown at a line end so that it takes at most `most` bytes, and closes what was left open. */
export function fitSummary(markdown: string, most = SUMMARY_BYTES): string {
  const encoder = new TextEncoder();
  if (encoder.encode(markdown).length <= most) return markdown;
  const room = most - encoder.encode(`\n\`\`\`${'\n</details>'.repeat(MOST_OPEN)}${CUT}`).length;
  const { read } = encoder.encodeInto(markdown, new Uint8Array(Math.max(0, room)));
  const kept = markdown.slice(0, markdown.lastIndexOf('\n', read) + 1) || markdown.slice(0, read);
  const fence = (kept.match(/^```/gm) ?? []).length % 2 === 1 ? '\n```' : '';
  const open = count(kept, '<details') - count(kept, '</details>');
  return `${kept}${fence}${'\n</details>'.repeat(Math.min(Math.max(open, 0), MOST_OPEN))}${CUT}`;
}

const MOST_OPEN = 8;
const count = (text: string, part: string): number => text.split(part).length - 1;
