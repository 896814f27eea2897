import { startOrder } from '../../src/core/design.ts';
import { slotLength } from '../../src/core/schedule.ts';

/** How a comment's load time is dealt to the sides. Times in seconds. */
export interface SlotLayout {
  readonly title: string;
  readonly windows: number;
  readonly window: number;
  readonly slot: number;
  /** Both sides are started anew after this many windows. */
  readonly windowsPerStart: number;
  /** Side index of the target that a start brings up first; null when both come up at the same moment. */
  readonly firstOf: (start: number) => number | null;
  /** Whether CPU and memory of both sides are read and judged, too. */
  readonly watched: boolean;
}

/** Whole blocks of one side, the way to compare where load cannot be switched quickly. */
export interface BlockLayout {
  readonly pairs: number;
  readonly block: number;
  /** Thrown away at the start of every block. */
  readonly guard: number;
  /** `sequential`: all blocks of base, then all of head. */
  readonly order: 'random' | 'sequential';
}

const shipped: SlotLayout = {
  title: '2 s windows, 50 ms slots, 10 starts in balanced order',
  windows: 150,
  window: 2,
  slot: 0.05,
  windowsPerStart: 15,
  firstOf: (start) => startOrder(start, 2)[0] ?? null,
  watched: true,
};

/** Median of the simulated services on a quiet machine, ms: what the probe would have told. */
const SIMULATED_P50 = 8.4;

export const LAYOUTS = {
  /** That of the earlier simulation on which the design rests; start order was not known to matter then. */
  reference: {
    title: '4 s windows, 200 ms slots, 3 starts',
    windows: 75,
    window: 4,
    slot: 0.2,
    windowsPerStart: 25,
    firstOf: () => null,
    watched: false,
  },
  shipped,
  /** The slot that a run would give to the simulated service. */
  designed: {
    ...shipped,
    title: 'shipped, slots as designed for a p50 of 8.4 ms',
    slot: slotLength(SIMULATED_P50, 2000, 2) / 1000,
  },
  baseFirst: { ...shipped, title: 'shipped, but base always started first', firstOf: () => 0 },
  headFirst: { ...shipped, title: 'shipped, but head always started first', firstOf: () => 1 },
  oneStart: {
    ...shipped,
    title: 'shipped, but one start, both at once',
    windowsPerStart: shipped.windows,
    firstOf: () => null,
  },
} as const satisfies Record<string, SlotLayout>;

export const BLOCKS: BlockLayout = { pairs: 75, block: 2, guard: 0.25, order: 'random' };
export const SEQUENTIAL: BlockLayout = { ...BLOCKS, order: 'sequential' };
