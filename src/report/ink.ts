import { codeSpan, prose, visibleName } from './untrusted.ts';

/** How a sentence is written down: the same words serve a comment and a terminal. */
export interface Ink {
  /** Text that a pull request can choose. */
  name(text: string): string;
  strong(text: string): string;
  /** A remark that may quote names. */
  remark(sentence: string): string;
}

export const MARKDOWN: Ink = { name: codeSpan, strong: (text) => `**${text}**`, remark: prose };

export const PLAIN: Ink = { name: visibleName, strong: (text) => text, remark: cleanRemark };

/** Remarks are of any length; the rest of the care for names holds for them too. */
function cleanRemark(sentence: string): string {
  return sentence
    .split(' ')
    .map((word) => (word === '' ? '' : visibleName(word)))
    .join(' ');
}
