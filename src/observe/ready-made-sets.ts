import type { ObservedMetric, SeriesKind, SetName } from '../core/observe-plan.ts';

/** A metric of a ready-made set: the first of its series that exists counts. */
export interface SetMetric extends ObservedMetric {
  readonly as: SeriesKind;
  readonly series: readonly string[];
}

const MS = { unit: 'ms', factor: 1000 } as const;
const BYTES = { unit: 'bytes', factor: 1 } as const;
const COUNT = { unit: 'count', factor: 1 } as const;
const lower = { better: 'lower' } as const;

/** What the common client libraries and exporters tell of themselves, by the names that they give it. */
export const READY_MADE: Readonly<Record<SetName, readonly SetMetric[]>> = {
  process: [
    {
      name: 'process CPU per request',
      ...MS,
      ...lower,
      as: 'increase',
      series: ['process_cpu_seconds_total'],
    },
    { name: 'resident memory', ...BYTES, ...lower, as: 'level', series: ['process_resident_memory_bytes'] },
    {
      name: 'open files',
      ...COUNT,
      ...lower,
      as: 'level',
      series: ['process_open_fds', 'process_files_open_files'],
    },
  ],
  // prom-client; behind it the names of OpenTelemetry's runtime metrics.
  node: [
    {
      name: 'event loop lag p99',
      ...{ ...MS, ...lower },
      as: 'level',
      series: ['nodejs_eventloop_lag_p99_seconds', 'nodejs_eventloop_delay_p99_seconds'],
    },
    {
      name: 'event loop lag mean',
      ...{ ...MS, ...lower },
      as: 'level',
      series: ['nodejs_eventloop_lag_mean_seconds', 'nodejs_eventloop_delay_mean_seconds'],
    },
    {
      name: 'GC time per request',
      ...{ ...MS, ...lower },
      as: 'increase',
      series: ['nodejs_gc_duration_seconds_sum', 'v8js_gc_duration_seconds_sum'],
    },
    { name: 'heap used', ...BYTES, ...lower, as: 'level', series: ['nodejs_heap_size_used_bytes'] },
  ],
  // Prometheus' Java client and Micrometer.
  jvm: [
    {
      name: 'GC time per request',
      ...{ ...MS, ...lower },
      as: 'increase',
      series: ['jvm_gc_collection_seconds_sum', 'jvm_gc_pause_seconds_sum'],
    },
    {
      name: 'heap used',
      ...{ ...BYTES, ...lower },
      as: 'level',
      series: ['jvm_memory_used_bytes{area="heap"}', 'jvm_memory_bytes_used{area="heap"}'],
    },
    {
      name: 'threads',
      ...{ ...COUNT, ...lower },
      as: 'level',
      series: ['jvm_threads_current', 'jvm_threads_live_threads'],
    },
    {
      name: 'wait for a connection',
      ...{ ...MS, ...lower },
      as: 'mean',
      series: ['hikaricp_connections_acquire_seconds'],
    },
  ],
  go: [
    { name: 'GC time per request', ...MS, ...lower, as: 'increase', series: ['go_gc_duration_seconds_sum'] },
    {
      name: 'bytes allocated per request',
      ...{ ...BYTES, ...lower },
      as: 'increase',
      series: ['go_memstats_alloc_bytes_total'],
    },
    { name: 'goroutines', ...COUNT, ...lower, as: 'level', series: ['go_goroutines'] },
  ],
  // postgres_exporter.
  postgres: [
    {
      name: 'rows read per request',
      ...{ ...COUNT, ...lower },
      as: 'increase',
      series: ['pg_stat_database_tup_returned'],
    },
    {
      name: 'blocks read from disk per request',
      ...{ ...COUNT, ...lower },
      as: 'increase',
      series: ['pg_stat_database_blks_read'],
    },
    {
      name: 'transactions per request',
      ...{ ...COUNT, ...lower },
      as: 'increase',
      series: ['pg_stat_database_xact_commit'],
    },
    { name: 'connections', ...COUNT, ...lower, as: 'level', series: ['pg_stat_activity_count'] },
  ],
};
