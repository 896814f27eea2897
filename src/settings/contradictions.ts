import { findLoadContradictions } from './load-contradictions.ts';
import type { Problem } from './problem.ts';
import type { Settings } from './read.ts';
import { findScriptContradictions } from './script-contradictions.ts';

/**
 * What no single key can know: something needed is missing, or two keys exclude each other.
 * A key that was given and could not be read is undefined here; it counts as given.
 */
export function findContradictions(settings: Settings): Problem[] {
  const problems: Problem[] = [];
  const at = (key: Parameters<Settings['sourceOf']>[0]): string => settings.sourceOf(key).words;
  const starts = settings.start !== '';
  const hasBase = settings['base-url'] !== null;
  const hasHead = settings['head-url'] !== null;
  const hasOne = settings.url !== null;
  problems.push(...findScriptContradictions(settings), ...findLoadContradictions(settings));
  if (!starts && !hasBase && !hasHead && !hasOne) {
    const says =
      'received nothing, expected the command that starts the service (or base-url and head-url, or url)';
    problems.push({ at: 'start', says });
  }
  if (hasBase !== hasHead) {
    const [there, missing] = hasBase
      ? (['base-url', 'head-url'] as const)
      : (['head-url', 'base-url'] as const);
    problems.push({ at: at(there), says: `received ${there} alone, expected ${missing} beside it` });
  }
  if (starts && (hasBase || hasHead)) {
    const url = hasBase ? 'base-url' : 'head-url';
    problems.push({
      at: at(url),
      says: `received ${url} beside start (${at('start')}), expected one of them`,
    });
  }
  if (hasOne && (starts || hasBase || hasHead)) {
    const other = starts ? 'start' : hasBase ? 'base-url' : 'head-url';
    problems.push({
      at: at('url'),
      says: `received url beside ${other} (${at(other)}), expected one of them`,
    });
  }
  if (hasOne && settings.against === 'base') {
    const says = 'received base beside url, expected baseline: there is only one version to measure';
    problems.push({ at: at('against'), says });
  }
  if (settings.baseline === 'off' && (hasOne || settings.against === 'baseline')) {
    const says = 'received off, expected a store: there is nothing else to compare with';
    problems.push({ at: at('baseline'), says });
  }
  if (!starts && hasBase && hasHead && settings.starts !== null && settings.starts !== 1) {
    const says = 'received starts beside base-url, expected none: what runs already is not started';
    problems.push({ at: at('starts'), says });
  }
  return problems;
}
