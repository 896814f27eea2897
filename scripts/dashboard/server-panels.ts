import type { PanelBuilder } from '@grafana/grafana-foundation-sdk/timeseries';
import { linePlot } from './plots.ts';
import { query } from './queries.ts';

const SIDE = 'side=~"$side"';
const QUARTER = { width: 12 } as const;

/** What base and head say of themselves while they have the load; targets need the label `side` (docs/observing.md). */
export const serverPanels = (): PanelBuilder[] => [
  linePlot({
    title: 'Processor',
    says: 'Cores that each side uses.',
    unit: 'short',
    ...QUARTER,
    queries: [
      query(`sum by (side) (rate(process_cpu_seconds_total{${SIDE}}[$__rate_interval]))`, '{{side}}'),
    ],
  }).min(0),
  linePlot({
    title: 'Memory',
    says: 'Resident set of each side.',
    unit: 'bytes',
    ...QUARTER,
    queries: [query(`sum by (side) (process_resident_memory_bytes{${SIDE}})`, '{{side}}')],
  }).min(0),
  linePlot({
    title: 'Event loop lag, p99',
    says: 'Node: how late timers fire. Both sides wait for one another here only if they share processors.',
    unit: 's',
    ...QUARTER,
    queries: [
      query(
        `max by (side) (nodejs_eventloop_lag_p99_seconds{${SIDE}} or nodejs_eventloop_delay_p99_seconds{${SIDE}})`,
        '{{side}}',
      ),
    ],
  }).min(0),
  linePlot({
    title: 'Garbage collection',
    says: 'Share of the time that goes into it: Node, JVM and Go.',
    unit: 'percentunit',
    ...QUARTER,
    queries: [
      'nodejs_gc_duration_seconds_sum',
      'v8js_gc_duration_seconds_sum',
      'jvm_gc_pause_seconds_sum',
      'jvm_gc_collection_seconds_sum',
      'go_gc_duration_seconds_sum',
    ].map((series) => query(`sum by (side) (rate(${series}{${SIDE}}[$__rate_interval]))`, '{{side}}')),
  }).min(0),
  linePlot({
    title: 'Backlog of consumer groups',
    says: 'Kafka, by kafka_exporter: messages that are produced and not yet consumed. -1 is a group that never committed.',
    unit: 'short',
    width: 24,
    queries: [
      query('sum by (consumergroup, topic) (kafka_consumergroup_lag >= 0)', '{{consumergroup}} {{topic}}'),
    ],
  }).min(0),
];
