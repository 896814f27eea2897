import type { Result } from '../core/result.ts';
import { describeMachine } from '../system/machine.ts';
import type { Surroundings } from './surroundings.ts';

/** The machine we are on, as a result tells it. */
export function machineOf(environment: Surroundings['environment']): Result['provenance']['machine'] {
  const { kernel, image, ...machine } = describeMachine(environment);
  return { ...machine, system: [kernel, image].filter((part) => part !== '').join(', ') };
}
