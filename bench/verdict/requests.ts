import type { Noise } from './noise.ts';

/** What a request costs on a machine of slowness 0: lognormal parts, medians in ms. */
export interface Profile {
  readonly name: string;
  readonly cpu: { readonly median: number; readonly logSd: number };
  /** Waiting for others (database, disk): one of these, by share. */
  readonly waits: readonly { readonly share: number; readonly median: number; readonly logSd: number }[];
}

const simple: Profile = {
  name: 'simple',
  cpu: { median: 1.5, logSd: 0.5 },
  waits: [
    { share: 0.03, median: 20, logSd: 0.6 },
    { share: 0.97, median: 6, logSd: 0.35 },
  ],
};

/** One request in ten is of another kind, so the p95 lies where few requests are. */
const mixed: Profile = {
  name: 'mixed',
  cpu: { median: 1.5, logSd: 0.5 },
  waits: [
    { share: 0.01, median: 100, logSd: 0.7 },
    { share: 0.09, median: 25, logSd: 0.5 },
    { share: 0.9, median: 5, logSd: 0.3 },
  ],
};

export const PROFILES = { simple, mixed } as const;

/** Latency in ms of the next request on a machine of the given slowness (natural log). */
export type Queue = (slowness: number) => number;

/**
 * A first-come queue in front of one CPU with Poisson arrivals at `rate` per second (Lindley's recursion).
 * Slowness multiplies CPU time; waiting for others feels its square root.
 */
export function openQueue(profile: Profile, rate: number, noise: Noise): Queue {
  const { cpu, waits } = profile;
  const cpuLog = Math.log(cpu.median);
  const last = waits.length - 1;
  const waitLogs = waits.map((wait) => Math.log(wait.median));
  let busy = 0;
  return (slowness) => {
    const service = Math.exp(cpuLog + cpu.logSd * noise.normal() + slowness);
    const latency = busy + service;
    busy = Math.max(0, latency - (noise.exponential() * 1000) / rate);
    let kind = 0;
    for (let left = noise.uniform(); kind < last; kind++) {
      left -= waits[kind]?.share ?? 0;
      if (left < 0) break;
    }
    const wait = (waitLogs[kind] as number) + (waits[kind]?.logSd ?? 0) * noise.normal();
    return latency + Math.exp(wait + slowness / 2);
  };
}
