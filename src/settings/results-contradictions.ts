import type { SettingKey } from './definitions.ts';
import type { Problem } from './problem.ts';
import type { Settings } from './read.ts';

/** What would start or load something, which finished runs have behind them. */
const STARTING: readonly SettingKey[] = [
  ...([
    'base',
    'build',
    'start',
    'base-url',
    'head-url',
    'url',
    'script',
    'paths',
    'rate',
    'budget',
  ] as const),
  ...(['against', 'capacity', 'growth'] as const),
];

/** What the two files say against each other and against flags. The settings file may speak of runs of our own as well. */
export function findResultsContradictions(settings: Settings): Problem[] {
  const base = settings['base-results'];
  const head = settings['head-results'];
  const at = (key: SettingKey): string => settings.sourceOf(key).words;
  if ((base === null) !== (head === null)) {
    const [there, missing] =
      base === null
        ? (['head-results', 'base-results'] as const)
        : (['base-results', 'head-results'] as const);
    return [{ at: at(there), says: `received ${there} alone, expected ${missing} beside it` }];
  }
  if (base !== null && base === head) {
    return [{ at: at('head-results'), says: 'received the file of base-results, expected another' }];
  }
  return STARTING.filter((key) => settings.sourceOf(key).kind === 'flag').map((key) => ({
    at: at(key),
    says: `received ${key} beside base-results, expected none: finished runs are compared as they are`,
  }));
}
