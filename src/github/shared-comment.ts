import { cutMarkdown } from './cut-markdown.ts';
import { readMarker, writeMarker } from './marker.ts';
import { markSection, readSections, type Section, sortSections } from './section.ts';

/** What stands in one comment of ours: sections of the jobs of one run. */
export interface SharedComment {
  readonly run: number;
  readonly sections: readonly Section[];
}

/** GitHub takes 65,536 characters, and does not say how it counts them. */
export const COMMENT_CHARACTERS = 60_000;

/** The comment with this key in a text; null for every other text. */
export function readComment(key: string, text: string): SharedComment | null {
  const order = readMarker(key, text);
  return order === null ? null : { run: order.run, sections: readSections(text) };
}

/** Gravest section first. Where all of them are too long together, those further down are cut more. */
export function writeComment(
  key: string,
  { run, sections }: SharedComment,
  most = COMMENT_CHARACTERS,
): string {
  const attempt = Math.max(1, ...sections.map((section) => section.attempt));
  const marker = writeMarker(key, { run, attempt });
  return `${[marker, ...fitSections(sortSections(sections), most - marker.length - 1)].join('\n\n')}\n`;
}

/** Enough for a headline and its table. */
const ENOUGH = 1500;
const REMARK = '(Cut here: a comment holds 65,536 characters. The job summary has the whole.)';

/** Each section is sure of a share, so that none vanishes; what others leave of theirs goes to the first that needs it. */
function fitSections(sections: readonly Section[], most: number): string[] {
  const texts = sections.map((section) => `${markSection(section)}\n${section.body}`);
  const sizes = texts.map((text) => text.length + 2);
  const even = Math.floor(most / Math.max(1, texts.length));
  const sure = Math.max(Math.floor(even / 2), Math.min(even, ENOUGH));
  let left = most;
  let later = sizes.reduce((sum, size) => sum + Math.min(size, sure), 0);
  return texts.map((text, at) => {
    later -= Math.min(sizes[at] ?? 0, sure);
    const cut = cutMarkdown(text, { most: left - later - 2, unit: 'characters', remark: REMARK }).trim();
    left -= cut.length + 2;
    return cut;
  });
}
