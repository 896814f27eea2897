/** Series that src/observe/prometheus/result-series.ts makes of a run; `endpoint` is empty for the run as a whole. */
export const PUBLISHED = {
  verdict: 'plimsoll_verdict',
  value: 'plimsoll_value',
  change: 'plimsoll_change_ratio',
  resolution: 'plimsoll_resolution_ratio',
} as const;
