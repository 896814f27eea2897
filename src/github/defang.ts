/**
 * Text that the runner will not take for a command: it obeys `::` at the start of a line, white space before it or not,
 * and `##[` anywhere in a line. The gap keeps the text readable.
 */
export function defang(text: string): string {
  return text.replaceAll('##[', '## [').replaceAll(LEADING_COLONS, '$1: :');
}

/** .NET counts U+0085 as white space and as a line end of its own, JavaScript as neither. */
const LEADING_COLONS = /((?:^|\u0085)[\s\u0085]*)::/gm;
