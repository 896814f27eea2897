import { BASELINE_DEFINITIONS } from './baseline-definitions.ts';
import { CONFIGURATION_DEFINITIONS } from './configuration-definitions.ts';
import type { Definition } from './definition.ts';
import { ENGINE_DEFINITIONS } from './engine-definitions.ts';
import { GRAFANA_DEFINITIONS } from './grafana-definitions.ts';
import { LOAD_DEFINITIONS } from './load-definitions.ts';
import { OBSERVE_DEFINITIONS } from './observe-definitions.ts';
import { RESULTS_DEFINITIONS } from './results-definitions.ts';
import { SURROUNDING_DEFINITIONS } from './surrounding-definitions.ts';
import { TARGET_DEFINITIONS } from './target-definitions.ts';
import { VERDICT_DEFINITIONS } from './verdict-definitions.ts';

/** Every setting there is, in the order in which help and docs show them. */
export const DEFINITIONS = {
  ...TARGET_DEFINITIONS,
  ...RESULTS_DEFINITIONS,
  ...LOAD_DEFINITIONS,
  ...VERDICT_DEFINITIONS,
  ...BASELINE_DEFINITIONS,
  ...OBSERVE_DEFINITIONS,
  ...ENGINE_DEFINITIONS,
  ...CONFIGURATION_DEFINITIONS,
  ...GRAFANA_DEFINITIONS,
  ...SURROUNDING_DEFINITIONS,
};

export type SettingKey = keyof typeof DEFINITIONS;

/** The value of every setting, given or by default. */
export type SettingValues = {
  readonly [Key in SettingKey]: (typeof DEFINITIONS)[Key] extends Definition<infer Value, infer Fallback>
    ? Value | Fallback
    : never;
};

export const SETTING_KEYS = Object.keys(DEFINITIONS) as readonly SettingKey[];

export const isSettingKey = (name: string): name is SettingKey => Object.hasOwn(DEFINITIONS, name);

export const definitionOf = (key: SettingKey): Definition<unknown, unknown> => DEFINITIONS[key];
