import { type ObservePlan, observedMetric, type PublishPlan } from '../core/observe-plan.ts';
import type { Margin } from '../core/policy.ts';
import { define } from './definition.ts';
import { kafka } from './kafka-definitions.ts';
import type { MarginedMetric } from './observed-metric.ts';
import { prometheus } from './prometheus-field.ts';
import { scrape } from './scrape-field.ts';
import { type Field, nested, optional, section } from './section.ts';
import { server } from './server-field.ts';

const group = 'What the servers say';
const places = ['file'] as const;

const observeKeys = section({
  scrape: optional(scrape, null),
  prometheus: optional(prometheus, null),
  kafka: optional(kafka, null),
});

/** What to observe, and the margins of what gates. */
export interface ObserveSettings {
  readonly plan: ObservePlan;
  readonly margins: Readonly<Record<string, Margin>>;
}

const NOTHING: ObserveSettings = { plan: { scrape: null, prometheus: null, kafka: null }, margins: {} };

const observe: Field<ObserveSettings> = {
  editor: observeKeys.editor,
  read(raw, report) {
    const given = observeKeys.read(raw, report);
    if (given === undefined) return undefined;
    const scraped = given.scrape?.metrics ?? [];
    const queried = given.prometheus?.queries ?? [];
    const all: readonly MarginedMetric<(typeof scraped | typeof queried)[number]['metric']>[] = [
      ...scraped,
      ...queried,
    ];
    for (const { metric, margin } of all) {
      if (metric.better === 'none' && margin !== null)
        report([], `a direction for ${metric.name}, which has a margin`, 'none');
    }
    for (const { metric } of queried.filter((own) =>
      scraped.some((one) => one.metric.name === own.metric.name),
    ))
      report(['prometheus', 'queries', metric.name], 'a name that no scraped series has', metric.name);
    const margins = all.flatMap(({ metric, margin }) =>
      margin === null ? [] : [[observedMetric(metric.name), margin] as const],
    );
    return {
      plan: {
        scrape: given.scrape && { ...given.scrape, metrics: scraped.map(({ metric }) => metric) },
        prometheus: given.prometheus && {
          ...given.prometheus,
          // What is scraped already is not asked for again.
          sets: given.scrape === null ? given.prometheus.sets : [],
          queries: queried.map(({ metric }) => metric),
        },
        kafka: given.kafka,
      },
      margins: Object.fromEntries(margins),
    };
  },
};

const NOWHERE: PublishPlan = { remoteWrite: null };

const publishKeys = section({ 'remote-write': optional(server, null) });

const publish: Field<PublishPlan> = {
  editor: publishKeys.editor,
  read(raw, report) {
    const given = publishKeys.read(raw, report);
    return given === undefined ? undefined : { remoteWrite: given['remote-write'] };
  },
};

export const OBSERVE_DEFINITIONS = {
  observe: define({
    group,
    places,
    value: nested(observe),
    fallback: NOTHING,
    byDefault: 'nothing',
    means:
      'What to read beside the load: scrape (both sides’ own /metrics), prometheus (a server that is asked) and kafka (the queues behind the service). docs/observing.md has every key.',
    expected: 'a map with scrape, prometheus or kafka',
    example: '{ scrape: /metrics }',
    placeholder: 'MAP',
  }),
  publish: define({
    group,
    places,
    value: nested(publish),
    fallback: NOWHERE,
    byDefault: 'nowhere',
    means:
      'Where results go beside the report: remote-write, a Prometheus that keeps them. docs/observing.md has every key.',
    expected: 'a map with remote-write',
    example: '{ remote-write: { url: https://prometheus.example.com/api/v1/write } }',
    placeholder: 'MAP',
  }),
};
