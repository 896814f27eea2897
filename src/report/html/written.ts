import { type Ink, PLAIN } from '../ink.ts';
import { escapeText, type Markup } from './markup.ts';

/**
 * Sentences are written for any paper, so their marks must survive until the whole is escaped. Noncharacters serve: no name
 * brings its own, because `visibleName` replaces them.
 */
const MARKS = [
  ['\ufdd0', '<code>'],
  ['\ufdd1', '</code>'],
  ['\ufdd2', '<strong>'],
  ['\ufdd3', '</strong>'],
] as const;

/** Ends what `HTML.strong` wrote. */
export const STRONG_END = '\ufdd3';

export const HTML: Ink = {
  name: (text) => `\ufdd0${PLAIN.name(text)}\ufdd1`,
  strong: (text) => `\ufdd2${text}${STRONG_END}`,
  remark: PLAIN.remark,
};

/** A sentence of the ink `HTML`, as HTML. */
export function written(sentence: string): Markup {
  const markup = MARKS.reduce((text, [mark, tag]) => text.replaceAll(mark, tag), escapeText(sentence));
  return { markup };
}
