import type { ProbeFacts } from '../core/design.ts';
import type { Engine, LoadTarget } from '../core/engine.ts';
import { type Failure, settingsFailure } from '../core/failure.ts';
import { createProbe, type Probe } from '../core/probe.ts';
import type { Leg } from '../core/schedule.ts';
import { now, sleep } from '../system/clock.ts';
import { underLoad } from './under-load.ts';
import { refuseUselessLoad } from './useless-load.ts';

export interface WarmUp {
  readonly engine: Engine;
  readonly targets: readonly LoadTarget[];
  readonly rate: number;
  readonly targetEnv: string;
  readonly died: Promise<Failure>;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

const WINDOW_MS = 1000;
/** Load before the latencies may count as settled, and when we go on although they have not, in windows. */
const [FEWEST, MOST] = [4, 30];
/** A script whose setup takes longer than this is taken for stuck. */
const FIRST_ITERATION_MS = 60_000;

/** Loads both sides in turn until their latencies have settled, and learns from it what the run's layout needs. */
export async function warmUp(run: WarmUp): Promise<ProbeFacts> {
  const probe = createProbe(run.targets.length);
  const startAt = now();
  const generators = run.engine.run(
    {
      targets: run.targets,
      order: run.targets.map((_, side) => side),
      leg: takeTurns(run.targets.length),
      startAt,
      rate: run.rate,
      users: {
        ready: Math.min(200, Math.ceil(run.rate / 5) + 5),
        most: Math.min(1000, Math.ceil(5 * run.rate) + 5),
      },
    },
    probe,
  );
  const { died } = run;
  const outcome = await underLoad({ generators, died, signal: run.signal }, (signal) =>
    watch(probe, startAt, { ...run, signal }),
  );
  refuseUselessLoad({ ...run, probe, exits: await generators.ended });
  return {
    p50Ms: probe.p50Ms(),
    iterationMs: probe.iterationMs(),
    sparsestPerSecond: (1000 * probe.sparsestRequests()) / outcome.loadedMs,
    launchMs: outcome.launchMs,
    settledMs: outcome.loadedMs,
  };
}

/** Nothing is compared yet, so the sides simply alternate, ten times a window each: an iteration waits little for its turn. */
function takeTurns(sides: number): Leg {
  const windows = (FIRST_ITERATION_MS + MOST * WINDOW_MS) / WINDOW_MS;
  const deal = Uint8Array.from({ length: windows * 10 * sides }, (_, slot) => slot % sides);
  const slotMs = WINDOW_MS / (10 * sides);
  return { sides, windows, windowMs: WINDOW_MS, slotMs, firstWindow: 0, warmupWindows: 0, deal };
}

/** Resolves when the load has settled, with how long the generators took to launch and how long the load lasted. */
async function watch(
  probe: Probe,
  startAt: number,
  { signal, say, engine }: WarmUp,
): Promise<{ launchMs: number; loadedMs: number }> {
  while (probe.iterations === 0) {
    if (now() - startAt > FIRST_ITERATION_MS) {
      throw settingsFailure(
        `the script began no iteration within ${FIRST_ITERATION_MS / 1000} s`,
        engine.advice?.unbegun ?? 'Check its setup() function: it must end before the load can begin.',
      );
    }
    await sleep(50, signal);
  }
  const launchedAt = now();
  say(`load began ${((launchedAt - startAt) / 1000).toFixed(1)} s after the generators were started`);
  const firstWindow = Math.ceil((launchedAt - startAt) / WINDOW_MS);
  for (let window = firstWindow + FEWEST; ; window++) {
    await sleep(startAt + window * WINDOW_MS + 400 - now(), signal);
    // Iterations may think before they ask: a side without requests is given up once iterations have ended without any.
    const isSilent = probe.requests.includes(0);
    // What long iterations still have to ask belongs to the windows in which they began.
    const complete = window - Math.floor(probe.iterationMs() / WINDOW_MS);
    if (isSilent ? probe.finished > 0 : probe.hasSettled(complete)) break;
    if (window - firstWindow >= MOST) break;
  }
  return { launchMs: launchedAt - startAt, loadedMs: now() - launchedAt };
}
