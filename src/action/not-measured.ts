import type { Failure } from '../core/failure.ts';
import { codeSpan } from '../report/untrusted.ts';
import { renderSentence } from './sentence.ts';

/** Lines of what was said, the last ones: the end of a log is where it broke. */
const MOST_LINES = 40;

/** A failure in Markdown. Its words may quote logs and names that a pull request can choose. */
export function renderFailure({ message, hint }: Failure): string {
  const [first = '', ...rest] = message.split('\n').filter((line) => line.trim() !== '');
  const shown = rest.slice(-MOST_LINES).map((line) => `- ${renderLine(line)}`);
  return [
    '**⚪ Could not measure.** There is no verdict: this says nothing about the change.',
    renderSentence(first),
    ...(shown.length === 0 ? [] : [shown.join('\n')]),
    `**What to do:** ${renderSentence(hint)}`,
  ].join('\n\n');
}

/** Our own lists are sentences; whatever else follows a first line is quoted. */
function renderLine(line: string): string {
  return line.startsWith('- ') ? renderSentence(line.slice(2)) : codeSpan(line.trimEnd());
}

export const CANCELLED = '**⚪ Cancelled** before there was a verdict. Nothing was compared.';
