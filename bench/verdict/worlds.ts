/** Bursts of slowness: a Poisson process of starts, exponential lengths, a factor drawn between two bounds. */
export interface Bursts {
  /** Mean seconds between starts. */
  readonly every: number;
  /** Mean seconds of one burst. */
  readonly length: number;
  readonly low: number;
  readonly high: number;
}

/** An AR(1) process: stationary standard deviation (natural log of slowness) and correlation time in seconds. */
export interface Drift {
  readonly sd: number;
  readonly tau: number;
}

/** The noise of one kind of machine. Slowness is a natural log; 0.05 is 5%. Assumptions, argued in docs/how-it-decides.md. */
export interface World {
  readonly name: string;
  readonly slow: Drift;
  readonly fast: Drift;
  /** Felt by both sides: neighbours on the host. */
  readonly shared: Bursts;
  /** Felt by one side: collections, compactions. */
  readonly own: Bursts;
  /** Residual of one side in a block of 2 s of its own load, sd. */
  readonly blockSd: number;
  /** Difference between two starts of one build, sd of each start. */
  readonly startSd: number;
  /** How much slower the side started first answers, as a ratio minus one; 1 to 2% was measured on a real service. */
  readonly firstSlower: number;
  /** Between runs on one CPU model, sd. */
  readonly machineSd: number;
  readonly cpuModels: readonly { readonly offset: number; readonly share: number }[];
  /** Linear drift over the whole run, sd of its total. */
  readonly trendSd: number;
}

const quiet: World = {
  name: 'quiet',
  slow: { sd: 0.02, tau: 60 },
  fast: { sd: 0.01, tau: 2 },
  shared: { every: 300, length: 2, low: 1.1, high: 1.5 },
  own: { every: 600, length: 1, low: 1.2, high: 1.5 },
  blockSd: 0.004,
  startSd: 0.003,
  firstSlower: 0.015,
  machineSd: 0.02,
  cpuModels: [{ offset: 0, share: 1 }],
  trendSd: 0.01,
};

const typical: World = {
  name: 'typical',
  slow: { sd: 0.05, tau: 60 },
  fast: { sd: 0.03, tau: 2 },
  shared: { every: 60, length: 3, low: 1.2, high: 2 },
  own: { every: 120, length: 1, low: 1.2, high: 1.6 },
  blockSd: 0.01,
  startSd: 0.01,
  firstSlower: 0.015,
  machineSd: 0.04,
  cpuModels: threeModels(0.12, 0.25),
  trendSd: 0.03,
};

const awful: World = {
  name: 'awful',
  slow: { sd: 0.1, tau: 40 },
  fast: { sd: 0.06, tau: 2 },
  shared: { every: 25, length: 4, low: 1.3, high: 2.8 },
  own: { every: 60, length: 2, low: 1.2, high: 2 },
  blockSd: 0.02,
  startSd: 0.015,
  firstSlower: 0.015,
  machineSd: 0.08,
  cpuModels: threeModels(0.2, 0.3),
  trendSd: 0.06,
};

/** The fast noise of a real shared two-core virtual machine: block levels of 0.5 s and of 2 s both correlate by half with the next. */
const measured: World = {
  ...typical,
  name: 'measured',
  slow: { sd: 0.08, tau: 8 },
  fast: { sd: 0.12, tau: 0.4 },
};

export const WORLDS = { quiet, typical, awful, measured } as const;

function threeModels(offset: number, share: number): World['cpuModels'] {
  return [
    { offset: -offset, share },
    { offset: 0, share: 1 - 2 * share },
    { offset, share },
  ];
}
