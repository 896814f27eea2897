import { createHash } from 'node:crypto';
import type { Ending } from '../github/section.ts';
import { inputOf } from './input.ts';
import type { Inputs } from './inputs.ts';
import type { Outcome } from './outcome.ts';

/** What tells a job from others with the same id: the values of its matrix. */
export interface JobSection {
  readonly key: string;
  /** Null for a job that has no others beside it. May hold anything. */
  readonly title: string | null;
}

export function readJobSection(inputs: Inputs): JobSection {
  const title = titleOf(inputOf('section', inputs));
  if (title === null) return { key: 'job', title };
  return { key: createHash('sha256').update(title).digest('hex').slice(0, 16), title };
}

export function endingOf(outcome: Outcome): Ending {
  switch (outcome.kind) {
    case 'measured':
      return outcome.result.judgement.verdict;
    case 'not measured':
      return 'error';
    case 'cancelled':
      return 'cancelled';
  }
}

/** The runner gives the matrix as JSON, `null` where there is none; people give a text of their own. */
function titleOf(text: string): string | null {
  const matrix = parse(text);
  if (matrix === undefined) return text === '' ? null : text;
  if (typeof matrix !== 'object' || matrix === null) return matrix === null ? null : text;
  const values = Object.values(matrix);
  return values.length === 0 ? null : values.map(show).join(', ');
}

const show = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
