import { settingsFailure } from '../failure.ts';
import { nameSetting, type SettingPlace } from './vary.ts';

/** A setting with its levels; the first is today's, null where it is not set. */
export interface SweptSetting {
  readonly place: SettingPlace;
  readonly levels: readonly (string | null)[];
}

/** One way to run the service: a level of each setting, by index. The first variant is today's. */
export type Variant = readonly number[];

/**
 * `all`: every combination of levels. `one at a time`: each level once, with everything else as it is today, so that what a
 * variant does differently is its one setting's doing; how settings act together is not seen.
 */
export interface SweepDesign {
  readonly kind: 'all' | 'one at a time';
  readonly settings: readonly SweptSetting[];
  readonly variants: readonly Variant[];
}

/** More sides than this leave each too little of a window, and a small machine too little memory. */
export const MOST_VARIANTS = 8;

/** All combinations where they are few, else one setting at a time. Throws a settings failure where even those are too many. */
export function designSweep(
  settings: readonly SweptSetting[],
  wish: 'auto' | 'one at a time' = 'auto',
): SweepDesign {
  refuseTwice(settings);
  const idle = settings.find(({ levels }) => levels.length < 2);
  if (idle !== undefined) {
    throw settingsFailure(
      `--vary ${nameSetting(idle.place)}: every value given is today's, so there is nothing to compare`,
      'Name at least one other value.',
    );
  }
  const combinations = settings.reduce((product, { levels }) => product * levels.length, 1);
  if (wish === 'auto' && combinations <= MOST_VARIANTS) {
    return { kind: 'all', settings, variants: combine(settings) };
  }
  const variants = oneAtATime(settings);
  if (variants.length > MOST_VARIANTS) {
    throw settingsFailure(
      `${combinations} combinations, and ${variants.length} variants even when one setting is changed at a time; ${MOST_VARIANTS} is the most`,
      'Sweep fewer values or fewer settings at once.',
    );
  }
  return { kind: 'one at a time', settings, variants };
}

/** The setting that a variant alone changes; null for today's and for those that change several. */
export function soleChange(variant: Variant): number | null {
  const changed = variant.flatMap((level, setting) => (level === 0 ? [] : [setting]));
  return changed.length === 1 ? (changed[0] as number) : null;
}

const combine = (settings: readonly SweptSetting[]): Variant[] =>
  settings.reduce<number[][]>(
    (variants, { levels }) => variants.flatMap((variant) => levels.map((_, level) => [...variant, level])),
    [[]],
  );

const oneAtATime = (settings: readonly SweptSetting[]): Variant[] => [
  settings.map(() => 0),
  ...settings.flatMap(({ levels }, own) =>
    levels.slice(1).map((_, at) => settings.map((_, setting) => (setting === own ? at + 1 : 0))),
  ),
];

function refuseTwice(settings: readonly SweptSetting[]): void {
  const names = settings.map(({ place }) => nameSetting(place));
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice === undefined) return;
  throw settingsFailure(`--vary ${twice} is given twice`, 'Put all its values into one: --vary NAME=1,2,3.');
}
