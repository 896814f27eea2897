import { codeSpan, prose } from '../report/untrusted.ts';

const QUOTED = /`([^`\n]+)`([.,;:)]*)/;

/** A sentence for people in Markdown. What it has between backticks stays code; the rest may quote anything. */
export function renderSentence(text: string): string {
  const pieces = text.split(QUOTED);
  const rendered: string[] = [];
  for (let i = 0; i < pieces.length; i += 3) {
    const [plain = '', code, mark = ''] = pieces.slice(i, i + 3);
    if (plain.trim() !== '') rendered.push(prose(plain.trim()));
    if (code !== undefined) rendered.push(`${codeSpan(code)}${mark}`);
  }
  return rendered.join(' ');
}
