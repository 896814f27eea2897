import type { Comparison } from '../../core/judgement.ts';
import { PLAIN } from '../ink.ts';
import { metricWord } from '../metric-words.ts';

/** A name as a label of a picture: cut in the middle, because names often differ in their ends. */
export function shortName(name: string, most: number): string {
  const points = Array.from(PLAIN.name(name));
  if (points.length <= most) return points.join('');
  const end = Math.floor(most / 3);
  return `${points.slice(0, most - 1 - end).join('')}…${points.slice(-end).join('')}`;
}

/** "POST /checkout p95" in at most so many characters; the metric is never cut. */
export function shortSubject(
  { endpoint, metric }: Pick<Comparison, 'endpoint' | 'metric'>,
  most: number,
): string {
  const word = metric === 'errors' && endpoint === null ? 'error rate' : metricWord(metric, PLAIN);
  if (endpoint === null) return shortName(word, most);
  return `${shortName(endpoint, most - word.length - 1)} ${word}`;
}
