import type { PrometheusPlan } from '../../core/observe-plan.ts';
import type { ObservedLeg } from '../../core/observer.ts';
import type { Target } from '../../core/target.ts';
import { now } from '../../system/clock.ts';
import type { PrometheusClient } from './client.ts';
import { fillIn } from './query-text.ts';
import { candidatesOf, chooseQuestions, existenceQuery, type Question } from './ready-made-queries.ts';

/** Of a query that looks at single moments nothing depends on it. */
const ANY_RANGE_MS = 1000;

/** Ready-made questions whose series exist on some side. */
export async function findQuestions(
  client: PrometheusClient,
  { sets, selector }: Pick<PrometheusPlan, 'sets' | 'selector'>,
  targets: readonly Target[],
): Promise<Question[]> {
  if (sets.length === 0) return [];
  const candidates = candidatesOf(sets, selector);
  const query = existenceQuery(candidates, selector);
  const answers = await Promise.all(targets.map((target) => client.now(fillIn(query, target, ANY_RANGE_MS))));
  const names = answers.flatMap((answer) =>
    answer.kind === 'curves' ? answer.curves.map(({ labels }) => labels['__name__'] ?? '') : [],
  );
  return chooseQuestions(candidates, new Set(names));
}

/**
 * When the later side was scraped first in this start, by the server's clock: what stands before that rests on one scrape or none.
 * The start's own beginning where the server does not tell, as one that is only written to.
 */
export async function findFirstScrape(
  client: PrometheusClient,
  selector: string,
  {
    leg,
    originAt,
    aheadMs,
  }: { readonly leg: ObservedLeg; readonly originAt: number; readonly aheadMs: number },
): Promise<number> {
  const stepMs = leg.windowMs / 4;
  const asked = { from: originAt - leg.windowMs, to: now() + aheadMs, stepMs };
  const answers = await Promise.all(
    leg.targets.map((target) =>
      client.range({ ...asked, query: fillIn(`max(up{${selector}})`, target, ANY_RANGE_MS) }),
    ),
  );
  const firsts = answers.flatMap((answer) =>
    answer.kind === 'curves' ? (answer.curves[0]?.points[0]?.at ?? []) : [],
  );
  return firsts.length === 0 ? originAt : Math.max(...firsts) - stepMs;
}
