import { definitionOf, type SettingKey, type SettingValues } from '../settings/definitions.ts';
import type { Inputs } from './inputs.ts';

/** The value of one input; the default where it cannot be read, because reports are also written on settings that are wrong. */
export function inputOf<Key extends SettingKey>(key: Key, { values }: Inputs): SettingValues[Key] {
  const { value, fallback } = definitionOf(key);
  const text = values[key]?.trim() ?? '';
  const parsed = text === '' ? null : value.safeParse(text);
  return (parsed?.success ? parsed.data : fallback) as SettingValues[Key];
}
