import type { Problem } from './problem.ts';
import type { Settings } from './read.ts';

/** What keys about the load say against each other and against the targets. */
export function findLoadContradictions(settings: Settings): Problem[] {
  const problems: Problem[] = [];
  const at = (key: Parameters<Settings['sourceOf']>[0]): string => settings.sourceOf(key).words;
  const running = (['base-url', 'head-url', 'url'] as const).find((key) => settings[key] !== null);
  for (const key of ['capacity', 'growth'] as const) {
    if (settings[key] !== true || running === undefined) continue;
    const says = `received true beside ${running} (${at(running)}), expected start: only services that plimsoll starts itself are driven to their limits`;
    problems.push({ at: at(key), says });
  }
  if (settings.growth === true && settings['expected-rate'] === null) {
    const says =
      "received growth alone, expected expected-rate beside it: today's load in iterations per second";
    problems.push({ at: at('growth'), says });
  }
  return problems;
}
