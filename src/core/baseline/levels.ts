import { LEAST_SHARE } from '../evidence.ts';
import type { Observations } from '../observations.ts';
import { headAlone } from './alone.ts';
import { gaugeLevels, memoryLevel } from './gauge-levels.ts';
import type { LevelScope } from './log-level.ts';
import type { Level } from './recording.ts';
import { endpointLevels, runLevels } from './request-levels.ts';
import { createYardstick } from './yardstick.ts';

/** Which side of the run was measured, and which is the reference service beside it; null without one. */
export interface MeasuredSide {
  readonly side: number;
  readonly reference: number | null;
}

/**
 * Where every metric of a side stood: the run first, then its endpoints by name. Metrics without a value and endpoints with
 * next to no traffic are left out.
 */
export function levelsOf(observations: Observations, { side, reference }: MeasuredSide): Level[] {
  const alone = headAlone(observations, side);
  const scope: LevelScope = {
    yardstick: createYardstick(observations, reference),
    lost: new Set(observations.lost),
  };
  const endpoints = alone.endpoints
    .filter(({ share }) => share >= LEAST_SHARE)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return [
    ...runLevels(alone.mix, endpoints, scope),
    ...gaugeLevels(alone, scope),
    memoryLevel(alone),
    ...endpoints.flatMap((endpoint) => endpointLevels(endpoint, scope)),
  ].filter((level) => level !== null);
}
