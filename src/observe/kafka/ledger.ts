import { type QueueEvidence, type QueueLeg, type QueueSide, reduceLeg } from '../../core/backlog/evidence.ts';
import type { QueuePlan } from '../../core/kafka-plan.ts';

/** What was seen of every queue on both sides, start after start. */
export interface Ledger {
  /** Books a start; false where there was nothing to book. */
  book(entry: { readonly queue: number; readonly side: number; readonly leg: QueueLeg }): boolean;
  /** Queues that were seen on both sides. */
  evidence(): QueueEvidence[];
}

export function openLedger(queues: readonly QueuePlan[], sides: number): Ledger {
  const pages = queues.map(() => Array.from({ length: sides }, blankPage));
  return {
    book({ queue, side, leg }) {
      const page = pages[queue]?.[side];
      const reduced = reduceLeg(leg);
      if (page === undefined || reduced === null) return false;
      for (const name of ['accepted', 'consumed', 'grown'] as const) {
        while (page[name].length < leg.from) page[name].push(null);
        page[name].push(...reduced[name]);
      }
      page.starts.push(reduced.start);
      return true;
    },
    evidence: () =>
      queues.flatMap(({ topic, group }, queue) => {
        const [base, head] = pages[queue] ?? [];
        const isSeen = base !== undefined && head !== undefined && isOnBoth(base, head);
        return isSeen ? [{ topic, group, base, head }] : [];
      }),
  };
}

interface Page extends QueueSide {
  readonly accepted: (number | null)[];
  readonly consumed: (number | null)[];
  readonly grown: (number | null)[];
  readonly starts: QueueSide['starts'][number][];
}

const blankPage = (): Page => ({ accepted: [], consumed: [], grown: [], starts: [] });

const isOnBoth = (base: Page, head: Page): boolean => base.starts.length > 0 && head.starts.length > 0;
