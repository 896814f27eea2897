import { type Design, type DesignWish, designRun, type ProbeFacts } from '../design.ts';
import { settingsFailure } from '../failure.ts';

/** Losers are dropped between starts: four give three chances, and a balanced order. Slow services and short budgets have two. */
const STARTS = { usual: 4, few: 2 };
const SLOW_START_MS = 30_000;
/** A first look after fewer windows has next to nothing to spend (2^-12), so a start is no shorter. */
const LEAST_WINDOWS = 12;
const MOST_WARM_UP = 3;

/** Lays a sweep out in starts of equal length, warm-up within the budget: `budgetMs` is all the load there is. */
export function layOutSweep(facts: ProbeFacts, wish: Omit<DesignWish, 'restartable'>): Design {
  const run = designRun(facts, { ...wish, restartable: true });
  const warmupWindows = Math.min(MOST_WARM_UP, run.warmupWindows);
  const all = Math.floor((wish.budgetMs - facts.settledMs) / run.windowMs);
  const eachOf = (many: number): number => Math.floor(all / many) - warmupWindows;
  const isQuick = wish.startUpMs <= SLOW_START_MS && eachOf(STARTS.usual) >= LEAST_WINDOWS;
  const starts = wish.starts ?? (isQuick ? STARTS.usual : STARTS.few);
  const each = eachOf(starts);
  const windows = each * starts;
  if (windows < LEAST_WINDOWS) {
    const seconds = ((LEAST_WINDOWS + starts * (warmupWindows + 1)) * run.windowMs + facts.settledMs) / 1000;
    throw settingsFailure(
      `budget of ${Math.round(wish.budgetMs / 1000)} s leaves ${Math.max(0, windows)} windows of ${run.windowMs / 1000} s, expected at least ${LEAST_WINDOWS}`,
      `Allow at least ${Math.ceil(seconds / 10) * 10}s of load (budget).`,
    );
  }
  return {
    ...run,
    warmupWindows,
    windows,
    starts: Array.from({ length: starts }, (_, start) => start * each),
  };
}
