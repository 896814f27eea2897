import type { KafkaPlan } from './kafka-plan.ts';
import type { Unit } from './observations.ts';
import type { ServerPlan } from './server-plan.ts';

/** A number that a server tells of itself, under the name by which the report shows it. */
export interface ObservedMetric {
  readonly name: string;
  readonly unit: Unit;
  /** What the server's own number is multiplied by to be in `unit`. */
  readonly factor: number;
  /** `none`: shown without a judgement. */
  readonly better: 'lower' | 'higher' | 'none';
}

/** Ready-made metrics that count where their series exist. */
export const SET_NAMES = ['process', 'node', 'jvm', 'go', 'postgres'] as const;
export type SetName = (typeof SET_NAMES)[number];

/** `increase`: of a counter, per request. `level`: of a gauge. `mean`: of a histogram or summary, per event. `auto`: by its type. */
export type SeriesKind = 'increase' | 'level' | 'mean';

export interface ScrapedMetric extends ObservedMetric {
  /** Name of a series, with labels to match: `http_sql_seconds_sum{db="main"}`. */
  readonly series: string;
  readonly as: SeriesKind | 'auto';
}

/** Both sides' own /metrics, read at the edges of windows. */
export interface ScrapePlan {
  /** From the slash on. */
  readonly path: string;
  readonly sets: readonly SetName[];
  readonly metrics: readonly ScrapedMetric[];
}

export interface QueriedMetric extends ObservedMetric {
  /** PromQL with `$side`, `$target` and `$range`. */
  readonly query: string;
}

export interface PrometheusPlan {
  readonly server: ServerPlan;
  readonly queries: readonly QueriedMetric[];
  readonly sets: readonly SetName[];
  /** Labels by which series of a side are told from others, with `$side` and `$target`. */
  readonly selector: string;
  /** How often targets are scraped, ms; null where the server is to be asked. */
  readonly intervalMs: number | null;
  /** How long after its time a sample may reach the server, ms; null for one interval. */
  readonly lagMs: number | null;
  /** File in which the server finds the sides (`file_sd_configs`), absolute; empty for none. */
  readonly discovery: string;
}

/** What is observed beside the load. */
export interface ObservePlan {
  readonly scrape: ScrapePlan | null;
  readonly prometheus: PrometheusPlan | null;
  readonly kafka: KafkaPlan | null;
}

/** Where results go beside the report. */
export interface PublishPlan {
  readonly remoteWrite: ServerPlan | null;
}

/** The metric under which an observed number is compared and given a margin. */
export const observedMetric = (name: string): string => `observed:${name}`;

export const isObserved = (metric: string): boolean => metric.startsWith('observed:');
