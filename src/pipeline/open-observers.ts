import type { QueueEvidence } from '../core/backlog/evidence.ts';
import type { Observer } from '../core/observer.ts';
import type { Plan } from '../core/plan.ts';
import { openKafka } from '../observe/kafka/open.ts';
import { openPrometheus } from '../observe/prometheus/open.ts';
import { openScrape } from '../observe/scrape/open.ts';
import type { Surroundings } from './surroundings.ts';

/** Opens a source that the plan asks for; null where it asks for none. Throws a settings Failure for what no run could make right. */
type OpenObserver = (plan: Plan, surroundings: Surroundings) => Promise<Observer | null>;

const SOURCES: readonly OpenObserver[] = [openScrape, openPrometheus, openKafka];

/** Those who watch the targets beside the load. */
export interface Observers extends AsyncDisposable {
  readonly all: readonly Observer[];
  /** What could not be observed, source by source. */
  warnings(): string[];
  /** What was seen of the queues between services and their consumers. */
  queues(): QueueEvidence[];
}

/** Opens every source before any load runs, so that what is wrong with the settings costs no minutes. */
export async function openObservers(plan: Plan, surroundings: Surroundings): Promise<Observers> {
  const all: Observer[] = [];
  const close = async (): Promise<void> => {
    await Promise.allSettled(all.map((observer) => observer[Symbol.asyncDispose]()));
  };
  try {
    for (const open of SOURCES) {
      const observer = await open(plan, surroundings);
      if (observer !== null) all.push(observer);
    }
  } catch (error) {
    await close();
    throw error;
  }
  return {
    all,
    queues: () => all.flatMap((observer) => observer.queues?.() ?? []),
    warnings: () => all.flatMap(({ warnings }) => [...warnings]),
    [Symbol.asyncDispose]: close,
  };
}
