import type { ObservedMetric, SetName } from '../../core/observe-plan.ts';
import { READY_MADE } from '../ready-made-sets.ts';

/** A number to ask for, as PromQL with `$side`, `$target` and `$range`. */
export interface Question extends ObservedMetric {
  readonly query: string;
  /** Divide by the requests of the span. */
  readonly perRequest: boolean;
  /** Whether the user asked for it by name, and wants to hear when there is no answer. */
  readonly isNamed: boolean;
}

/** Questions of ready-made sets, by the series that must exist for them. */
export interface Candidate {
  readonly series: string;
  readonly question: Question;
}

/** In order of preference; of one name only the first that exists is asked for. */
export const candidatesOf = (sets: readonly SetName[], selector: string): Candidate[] =>
  sets
    .flatMap((set) => READY_MADE[set])
    .flatMap(({ series, as, ...metric }) =>
      series.map((text) => {
        const [name = '', own = ''] = text.replace('}', '').split('{');
        const labels = own === '' ? selector : `${own},${selector}`;
        const query = QUERIES[as](name, `{${labels}}`);
        return {
          series: as === 'mean' ? `${name}_count` : name,
          question: { ...metric, query, perRequest: as === 'increase', isNamed: false },
        };
      }),
    );

const QUERIES = {
  increase: (name: string, labels: string) => `sum(increase(${name}${labels}[$range]))`,
  level: (name: string, labels: string) => `sum(avg_over_time(${name}${labels}[$range]))`,
  mean: (name: string, labels: string) =>
    `sum(increase(${name}_sum${labels}[$range])) / sum(increase(${name}_count${labels}[$range]))`,
} as const;

/** Tells which series exist for a side. */
export const existenceQuery = (candidates: readonly Candidate[], selector: string): string =>
  `count by (__name__) ({__name__=~"${[...new Set(candidates.map(({ series }) => series))].join('|')}",${selector}})`;

/** One question for each name whose series exists. */
export function chooseQuestions(candidates: readonly Candidate[], existing: ReadonlySet<string>): Question[] {
  const chosen = new Map<string, Question>();
  for (const { series, question } of candidates) {
    if (existing.has(series) && !chosen.has(question.name)) chosen.set(question.name, question);
  }
  return [...chosen.values()];
}
