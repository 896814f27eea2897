import { CPU, type Fold } from '../core/fold.ts';
import type { Target } from '../core/target.ts';

/** Reads what a process tree has spent so far; null where nothing can be read. */
export type ReadProcesses = (
  pid: number,
) => { readonly cpuMs: number; readonly residentBytes: number } | null;

/** Books what the targets spend, window by window. */
export interface Meter {
  /** The first counted window begins. */
  begin(): void;
  /** A counted window ends; its spending goes to the fold. */
  close(window: number): void;
  /** The leg's last counted window has ended. */
  end(): void;
}

export function createMeter(targets: readonly Target[], read: ReadProcesses, fold: Fold): Meter {
  const readAll = () => targets.map((target) => (target.pid === null ? null : read(target.pid)));
  let before = readAll();
  const peaks = targets.map(() => 0);
  return {
    begin() {
      before = readAll();
    },
    close(window) {
      const after = readAll();
      for (const [side, reading] of after.entries()) {
        const last = before[side];
        if (reading === null || last == null) continue;
        fold.setGauge(CPU, { window, side, value: reading.cpuMs - last.cpuMs });
        peaks[side] = Math.max(peaks[side] ?? 0, reading.residentBytes);
      }
      before = after;
    },
    end() {
      for (const [side, peak] of peaks.entries()) if (peak > 0) fold.addPeakMemory(side, peak);
    },
  };
}
