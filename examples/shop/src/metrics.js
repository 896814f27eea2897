import { monitorEventLoopDelay, PerformanceObserver } from 'node:perf_hooks';

const sql = { count: 0, seconds: 0 };
const collections = { count: 0, seconds: 0 };
/** Watching starts with the first reading, so that a shop that nobody reads spends nothing on it. */
let delay = null;

/** Runs a statement and books its time. */
export function timeSql(work) {
  const start = performance.now();
  try {
    return work();
  } finally {
    sql.count++;
    sql.seconds += (performance.now() - start) / 1000;
  }
}

/** What the shop says of itself, in Prometheus' text format and under the names of Node's usual client library. */
export function describeMetrics() {
  delay ??= watch();
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed } = process.memoryUsage();
  const text = [
    family('process_cpu_seconds_total', 'counter', 'CPU time in seconds.', (user + system) / 1e6),
    family('process_resident_memory_bytes', 'gauge', 'Resident memory in bytes.', rss),
    family('nodejs_heap_size_used_bytes', 'gauge', 'Heap in use in bytes.', heapUsed),
    family('nodejs_eventloop_lag_mean_seconds', 'gauge', 'Mean delay of the event loop.', lag(delay.mean)),
    family(
      'nodejs_eventloop_lag_p99_seconds',
      'gauge',
      'p99 delay of the event loop.',
      lag(delay.percentile(99)),
    ),
    summary('nodejs_gc_duration_seconds', 'Pauses of the garbage collector.', collections),
    summary('shop_sql_seconds', 'Time in SQL statements.', sql),
  ].join('');
  // The delays of the next reading are those from here on.
  delay.reset();
  return text;
}

/** How often the delay is looked at, ms: a loop without delay comes back after just that. */
const EVERY_MS = 10;

function watch() {
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      collections.count++;
      collections.seconds += duration / 1000;
    }
  });
  observer.observe({ entryTypes: ['gc'] });
  const histogram = monitorEventLoopDelay({ resolution: EVERY_MS });
  histogram.enable();
  return histogram;
}

/** From nanoseconds between two looks to seconds of delay; nothing was seen yet at the first reading. */
const lag = (nanoseconds) => (nanoseconds > 0 ? Math.max(0, nanoseconds / 1e9 - EVERY_MS / 1000) : 0);

const family = (name, type, help, value) =>
  `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${name} ${value}\n`;

const summary = (name, help, { count, seconds }) =>
  `# HELP ${name} ${help}\n# TYPE ${name} summary\n${name}_sum ${seconds}\n${name}_count ${count}\n`;
