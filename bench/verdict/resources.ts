import type { GaugeBlocks } from '../../src/core/observations.ts';
import type { SlotLayout } from './layouts.ts';
import type { Noise } from './noise.ts';

/** What is read of both sides beside their requests. */
export interface Resources {
  readonly gauges: readonly GaugeBlocks[];
  /** Bytes, by side, then by start. */
  readonly peakMemory: readonly (readonly number[])[];
}

/** CPU per request of a real service on a real machine: sd of a window of 4 s, and of a start of one side. */
const CPU_WINDOW_SD = 0.028;
const CPU_START_SD = 0.008;
/** Assumed sd of peak memory between two starts of one build. */
const MEMORY_SD = 0.02;

export const NO_RESOURCES: Resources = { gauges: [], peakMemory: [[], []] };

/** Two sides that spend the same, but for the luck of windows and starts. */
export function drawResources(layout: SlotLayout, noise: Noise): Resources {
  const starts = Math.ceil(layout.windows / layout.windowsPerStart);
  const sides = [0, 1];
  return {
    gauges: [
      {
        metric: 'cpu',
        unit: 'ms',
        scale: 'log',
        worse: 'up',
        values: sides.map(() => drawCpu(layout, noise)),
      },
    ],
    peakMemory: sides.map(() =>
      Array.from({ length: starts }, () => 2e8 * Math.exp(MEMORY_SD * noise.normal())),
    ),
  };
}

function drawCpu({ windows, window, windowsPerStart }: SlotLayout, noise: Noise): number[] {
  const sd = CPU_WINDOW_SD * Math.sqrt(4 / window);
  let start = 0;
  return Array.from({ length: windows }, (_, k) => {
    if (k % windowsPerStart === 0) start = CPU_START_SD * noise.normal();
    return 2 * Math.exp(start + sd * noise.normal());
  });
}
