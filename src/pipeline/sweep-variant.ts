import type { SweepDesign, Variant } from '../core/sweep/sweep-design.ts';
import { sideOf } from '../core/sweep/variant-name.ts';
import type { VariantPlan } from '../targets/variant-source.ts';
import { editSetting, type SettingsFile } from './sweep-edit.ts';
import type { SweptFiles } from './sweep-today.ts';

interface Planned {
  readonly design: SweepDesign;
  readonly variant: Variant;
  readonly index: number;
  readonly files: SweptFiles;
}

/** How the targets of a design are run: its variables, and its files edited. */
export function planVariant({ design, variant, index, files }: Planned): VariantPlan {
  const env: Record<string, string | null> = {};
  const edited = new Map<string, SettingsFile>();
  for (const [at, level] of variant.entries()) {
    const setting = design.settings[at];
    const value = setting?.levels[level] ?? null;
    if (setting === undefined || level === 0) continue;
    const { place } = setting;
    if (place.kind === 'env') env[place.name] = value;
    else {
      const file = edited.get(place.path) ?? (files.get(place.path) as SettingsFile);
      edited.set(place.path, { path: place.path, text: editSetting(file, place.pointer, value ?? '') });
    }
  }
  // Files without a change keep their commit's bytes, whatever their encoding.
  return {
    side: sideOf(index),
    env,
    files: Object.fromEntries([...edited].map(([path, { text }]) => [path, text])),
  };
}
