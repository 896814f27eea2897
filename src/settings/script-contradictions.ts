import type { Problem } from './problem.ts';
import type { Settings } from './read.ts';

/** What keys about the script say against each other. */
export function findScriptContradictions(settings: Settings): Problem[] {
  const problems: Problem[] = [];
  const at = (key: Parameters<Settings['sourceOf']>[0]): string => settings.sourceOf(key).words;
  const isGiven = (key: 'script' | 'paths'): boolean => settings.sourceOf(key).kind !== 'default';
  if (isGiven('script') && isGiven('paths')) {
    const says = `received paths beside script (${at('script')}), expected one of them`;
    problems.push({ at: at('paths'), says });
  } else if (!isGiven('script') && !isGiven('paths')) {
    const says = 'received nothing, expected the path of a k6 script or JMeter plan (or paths)';
    problems.push({ at: 'script', says });
  }
  const secure = (['base-url', 'head-url', 'url'] as const).find((key) =>
    settings[key]?.startsWith('https:'),
  );
  const isPlan = /\.jmx$/i.test(settings.script ?? '');
  if (settings.origin?.length > 0 && secure !== undefined && !isPlan) {
    const says = `received origin beside ${secure} with https (${at(secure)}), expected none: only plain http can be mapped`;
    problems.push({ at: at('origin'), says });
  }
  return problems;
}
