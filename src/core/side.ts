/** The label of a target in the schedule. The gate compares `base` with `head`; other labels name further variants. */
export type Side = string;

export const BASE: Side = 'base';
export const HEAD: Side = 'head';
/** The fixed service that portable baselines are measured against. */
export const REFERENCE: Side = 'reference';
