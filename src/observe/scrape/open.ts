import type { ObservePlan } from '../../core/observe-plan.ts';
import type { Observer } from '../../core/observer.ts';
import { createScrapeObserver } from './observer.ts';

/** Null where nothing is to be scraped. Nothing can be tried before the sides are up. */
export const openScrape = ({
  observe,
}: {
  readonly observe: Pick<ObservePlan, 'scrape'>;
}): Promise<Observer | null> =>
  Promise.resolve(observe.scrape === null ? null : createScrapeObserver(observe.scrape));
