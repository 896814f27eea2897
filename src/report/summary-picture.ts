import type { Result } from '../core/result.ts';
import { changeBars } from './change-bars.ts';
import { windowLines } from './window-lines.ts';

/**
 * Changes and both sides over time in characters, as a block of code: they are there at once, in both themes, in mails and
 * without scripts. Null where there is nothing to draw.
 */
export function drawSummary(result: Result): string | null {
  const parts = [changeBars(result), windowLines(result.observations)].filter((lines) => lines.length > 0);
  if (parts.length === 0) return null;
  return `\`\`\`text\n${parts.map((lines) => lines.join('\n')).join('\n\n')}\n\`\`\``;
}
