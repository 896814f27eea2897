import { type Capacity, rateFor } from '../core/capacity/capacity.ts';
import { isWorthHolding, withHold } from '../core/capacity/hold.ts';
import { RAMP, readCapacity } from '../core/capacity/ramp.ts';
import type { Engine } from '../core/engine.ts';
import type { Target, TargetSource } from '../core/target.ts';
import { now } from '../system/clock.ts';
import { hold } from './find-rate-hold.ts';
import { type Alone, type Climbed, climb } from './find-rate-ramp.ts';
import type { ReadProcesses } from './meter.ts';
import type { Surroundings } from './surroundings.ts';

export interface RateSearch {
  readonly engine: Engine;
  readonly source: TargetSource;
  readonly readProcesses: ReadProcesses;
  /** Index of the side whose capacity is looked for. */
  readonly side: number;
  /** Of this machine. */
  readonly cores: number;
}

export interface FoundRate {
  /** Iterations per second to compare at. */
  readonly rate: number;
  readonly capacity: Capacity;
}

/**
 * A short ramp on one side alone, to where its goodput stops growing, and some seconds of full load. The targets are brought up for
 * it and down again, so that what is compared afterwards has seen no load that the other side has not. Null when nothing was ever
 * finished.
 */
export async function findRate(search: RateSearch, surroundings: Surroundings): Promise<FoundRate | null> {
  const { source } = search;
  const { say, signal } = surroundings;
  const side = source.sides[search.side] ?? '';
  const order = source.sides.map((_, index) => index);
  await using running = await source.start(order, signal);
  say(`looking for what ${side} sustains`);
  const began = now();
  const target = running.targets[search.side] as Target;
  const alone = { engine: search.engine, target, died: running.died, signal };
  const ramp = await climb(alone, search.readProcesses);
  if (ramp.kind === 'astray') {
    say(
      `no load was looked for: the script also asks ${ramp.origin}, which is not ours to drive to its limits`,
    );
    return null;
  }
  const capacity = ramp.kind === 'steps' ? await sustain(alone, ramp, search.cores) : null;
  if (capacity === null) {
    say(`${side} finished no iteration while its capacity was looked for`);
    return null;
  }
  const rate = rateFor(capacity);
  const seconds = ((now() - began) / 1000).toFixed(0);
  say(`${sayCapacity(side, capacity)}, seen in ${seconds} s; 65% of it are ${rate}`);
  return { rate, capacity };
}

async function sustain(alone: Alone, { steps, leadMs }: Climbed, cores: number): Promise<Capacity | null> {
  const reached = readCapacity(steps, cores);
  if (reached === null || !isWorthHolding(reached)) return reached;
  return withHold(reached, await hold(alone, reached, leadMs));
}

export function sayCapacity(side: string, { perSecond, limit }: Capacity): string {
  const number = `${Number(perSecond.toPrecision(3))} iterations/s`;
  switch (limit) {
    case 'service':
      return `${side} sustains ${number}`;
    case 'generator':
      return `${side} was given ${number} when the load generator had used up this machine's processors`;
    case 'users':
      return `${side} was given ${number} when all ${RAMP.users} virtual users waited for answers`;
    case 'none':
      return `${side} sustains at least ${number}`;
  }
}
