/** Series of a run, by what they say; labels tell metric, endpoint ("" for the run), side and commit. */
export const PUBLISHED = {
  verdict: 'plimsoll_verdict',
  value: 'plimsoll_value',
  change: 'plimsoll_change_ratio',
  resolution: 'plimsoll_resolution_ratio',
} as const;
