import type { SweepDesign } from './sweep-design.ts';
import { nameSetting, shortName } from './vary.ts';

export const TODAY = "today's values";
const UNSET = 'not set';

/** What a variant is run as: safe in names of files and databases. */
export const sideOf = (index: number): string => `v${index + 1}`;

/** Names of the swept settings, short where that leaves them distinct. */
export function settingNames({ settings }: Pick<SweepDesign, 'settings'>): string[] {
  const short = settings.map(({ place }) => shortName(place));
  return settings.map(({ place }, at) => {
    const name = short[at] as string;
    return short.filter((other) => other === name).length > 1 ? nameSetting(place) : name;
  });
}

/** A level as it is shown. */
export const levelWord = (level: string | null | undefined): string =>
  level === null || level === undefined ? UNSET : level === '' ? '""' : level;

/** What a variant does otherwise than today: `POOL_SIZE=20, cache.ttl=60`. */
export function variantName(design: SweepDesign, index: number): string {
  const names = settingNames(design);
  const changes = (design.variants[index] ?? []).flatMap((level, setting) =>
    level === 0 ? [] : [`${names[setting]}=${levelWord(design.settings[setting]?.levels[level])}`],
  );
  return changes.length === 0 ? TODAY : changes.join(', ');
}

/** Today's values themselves: `POOL_SIZE=5, cache.ttl=0`; of some settings, by index, or of all. */
export const todaysValues = (design: SweepDesign, some?: readonly number[]): string =>
  settingNames(design)
    .flatMap((name, setting) =>
      some === undefined || some.includes(setting)
        ? [`${name}=${levelWord(design.settings[setting]?.levels[0])}`]
        : [],
    )
    .join(', ');
