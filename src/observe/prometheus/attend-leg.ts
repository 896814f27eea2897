import type { Gauge } from '../../core/gauge-store.ts';
import { observedMetric, type PrometheusPlan } from '../../core/observe-plan.ts';
import type { Attendance, ObservedLeg, WriteGauge } from '../../core/observer.ts';
import { now, sleepUntil } from '../../system/clock.ts';
import { askSpans } from './ask-spans.ts';
import type { PrometheusClient } from './client.ts';
import type { Complaints } from './complaints.ts';
import { reachOf } from './query-text.ts';
import type { Question } from './ready-made-queries.ts';
import { findInterval } from './scrape-interval.ts';
import type { Skew } from './skew.ts';
import { laySpans, type Spans } from './spans.ts';
import { findFirstScrape, findQuestions } from './what-exists.ts';

export interface AttendedLeg {
  readonly plan: PrometheusPlan;
  readonly client: PrometheusClient;
  readonly skew: Skew;
  readonly complaints: Complaints;
  readonly leg: ObservedLeg;
  readonly write: WriteGauge;
  /** Names for which a value was written. */
  readonly answered: Set<string>;
  readonly signal: AbortSignal;
}

/** How much after its time a sample is taken to arrive, ms, when nobody says. */
const LAG = { least: 500, most: 5000 };
/** What has not arrived by then waits for the next look. */
const MOST_WAIT_MS = 1000;
/** Questions at the same time. */
const AT_ONCE = 4;

/** Asks for the spans of one start as they end. */
export function attendLeg(attended: AttendedLeg): Attendance {
  const { plan, client, skew, complaints, leg, write, answered, signal } = attended;
  const originAt = leg.startAt + skew.aheadMs;
  const done = new Map<string, number>();
  let running: Promise<void> = Promise.resolve();
  let isOver = false;

  const catchUp = async (wanted: number): Promise<void> => {
    const intervalMs = plan.intervalMs ?? (await findInterval(client, leg.targets)).intervalMs;
    const lagMs = plan.lagMs ?? Math.min(Math.max(intervalMs, LAG.least), LAG.most);
    const endOf = (windows: number): number => leg.startAt + (windows - leg.from) * leg.windowMs;
    // While the load goes on others have windows to close.
    const wait = wanted < leg.to && !isOver ? Math.min(lagMs, MOST_WAIT_MS) : lagMs;
    await sleepUntil(endOf(wanted) + wait, signal);
    const known = leg.from + Math.floor((now() - lagMs - leg.startAt) / leg.windowMs);
    const windows = Math.min(wanted, known);
    const questions = [...plan.queries.map(named), ...(await findQuestions(client, plan, leg.targets))];
    const seenFrom = await findFirstScrape(client, plan.selector, { leg, originAt, aheadMs: skew.aheadMs });
    const waiting = questions.values();
    const work = async (): Promise<void> => {
      for (const question of waiting) {
        const spans = laySpans(reachOf(question.query), { intervalMs, windowMs: leg.windowMs });
        await ask(question, spans, { windows, seenFrom });
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  };

  /** Brings in the spans that have ended since the last time and that both sides can tell of. */
  const ask = async (
    question: Question,
    spans: Spans,
    { windows, seenFrom }: { readonly windows: number; readonly seenFrom: number },
  ): Promise<void> => {
    const first = done.get(question.name) ?? 0;
    const end = Math.floor((windows - leg.from) / spans.windows);
    if (end <= first) return;
    const range = { spans, first, end, originAt };
    const told = await Promise.all(leg.targets.map((target) => askSpans(client, question, target, range)));
    const unknown = told.find((each) => each.kind === 'unknown');
    if (unknown !== undefined) return complaints.add(`${question.name} (${unknown.reason})`);
    done.set(question.name, end);
    const sides = told.flatMap((each) => (each.kind === 'values' ? [each.values] : []));
    for (let span = first; span < end; span++) {
      const values = sides.map((own) => own[span - first] ?? null);
      if (values.includes(null) || originAt + span * spans.spanMs < seenFrom) continue;
      const window = leg.from + (span + 1) * spans.windows - 1;
      for (const [side, value] of values.entries())
        write(gaugeOf(question), { window, side, value: value as number, over: spans.windows });
      answered.add(question.name);
    }
  };

  const inTurn = (windows: number): Promise<void> => {
    running = running
      .then(() => catchUp(windows))
      .catch((error: Error) => {
        if (!signal.aborted) complaints.add(error.message);
      });
    return running;
  };
  return {
    catchUp: inTurn,
    end(windows) {
      isOver = true;
      return inTurn(windows);
    },
  };
}

const named = (metric: PrometheusPlan['queries'][number]): Question => ({
  ...metric,
  perRequest: false,
  isNamed: true,
});

const gaugeOf = ({ name, unit, better, perRequest }: Question): Gauge => ({
  metric: observedMetric(name),
  unit,
  scale: 'log',
  worse: better === 'none' ? 'none' : better === 'lower' ? 'up' : 'down',
  perRequest,
});
