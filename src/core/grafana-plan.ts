import type { Secret } from './server-plan.ts';

/** Where a run is shown beside what the servers say of themselves. */
export interface GrafanaPlan {
  /** Without a trailing slash; may hold a path. */
  readonly url: string;
  /** Of a service account; where it is empty there are links and no annotation. */
  readonly token: Secret;
  /** Uids, and paths below `url` that begin with a slash. */
  readonly dashboards: readonly string[];
  /** Number of the organisation; null for the token's own. */
  readonly org: number | null;
  /** Tags of the annotation beside our own. */
  readonly tags: readonly string[];
}
