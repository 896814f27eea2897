import type { PanelBuilder } from '@grafana/grafana-foundation-sdk/timeseries';
import { runPlot } from './plots.ts';
import { PUBLISHED } from './published.ts';
import { perStep, query } from './queries.ts';

/** What runs came to, one point each. */
export const runPanels = (): PanelBuilder[] => [
  runPlot({
    title: 'Change of head against base',
    says: 'Of the run as a whole, by metric. 0 is no change; above it is slower, or more.',
    unit: 'percentunit',
    width: 12,
    queries: [query(perStep(PUBLISHED.change, 'endpoint="",metric=~"p50|p95|cpu"'), '{{metric}} {{commit}}')],
  }).axisCenteredZero(true),
  runPlot({
    title: 'Smallest change that a run could have seen',
    says: 'A change below this may well be there: the run was too short, or the machine too restless, to tell.',
    unit: 'percentunit',
    width: 12,
    queries: [
      query(perStep(PUBLISHED.resolution, 'endpoint="",metric=~"p50|p95|cpu"'), '{{metric}} {{commit}}'),
    ],
  }).min(0),
  runPlot({
    title: 'p95',
    says: 'Of base and head of each run, side by side on one machine. Between runs the machine may differ.',
    unit: 'ms',
    width: 12,
    queries: [
      query(perStep(PUBLISHED.value, 'endpoint="",metric="p95",side=~"$side"'), '{{side}} {{commit}}'),
    ],
  }).min(0),
  runPlot({
    title: 'Processor time per request',
    says: 'Of base and head of each run. Less restless than latency, and often what explains it.',
    unit: 'ms',
    width: 12,
    queries: [
      query(perStep(PUBLISHED.value, 'endpoint="",metric="cpu",side=~"$side"'), '{{side}} {{commit}}'),
    ],
  }).min(0),
];
