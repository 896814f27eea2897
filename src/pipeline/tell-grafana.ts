import type { GrafanaPlan } from '../core/grafana-plan.ts';
import { findLoadTime, type TimeSpan } from '../core/load-time.ts';
import type { Result } from '../core/result.ts';
import type { Secret } from '../core/server-plan.ts';
import { composeAnnotation, type RunSubject } from '../grafana/annotation.ts';
import { linkDashboards } from '../grafana/dashboard-link.ts';
import { postAnnotation } from '../grafana/post-annotation.ts';
import { writeHeadline } from '../report/headline.ts';
import { PLAIN } from '../report/ink.ts';
import { now } from '../system/clock.ts';
import type { Surroundings } from './surroundings.ts';

export interface GrafanaSurroundings extends Pick<Surroundings, 'environment' | 'say'> {
  readonly subject: RunSubject;
}

/**
 * Links the dashboards at the time of the run and marks it on them. What goes wrong costs one remark, never the verdict; without a
 * token, as in runs for forks, there are the links alone.
 */
export async function tellGrafana(
  result: Result,
  grafana: GrafanaPlan | null,
  { environment, say, subject }: GrafanaSurroundings,
): Promise<Result> {
  const time = findLoadTime(result.measurement);
  if (grafana === null || time === null || !isPlausible(time)) return result;
  const dashboards = linkDashboards(grafana, { time, commit: result.provenance.head.commit });
  const linked = dashboards.length === 0 ? result : { ...result, dashboards };
  const token = openSecret(grafana.token, environment);
  if (token === '') {
    say('grafana: there is no token, so the run is linked and not marked');
    return linked;
  }
  const { url, org, tags } = grafana;
  const { verdict } = result.judgement;
  const headline = writeHeadline(result, PLAIN);
  const annotation = composeAnnotation({ ...subject, time, verdict, headline, tags });
  const told = await postAnnotation({ url, token, org }, annotation);
  if (told.kind === 'told') return linked;
  return {
    ...linked,
    notes: [...linked.notes, `Grafana was not told of this run: ${told.reason}. ${told.hint}`],
  };
}

/** What the run is about, as GitHub tells a job; nothing elsewhere. */
export function readRunSubject(environment: Surroundings['environment']): RunSubject {
  const repository =
    /^[\w.-]{1,100}\/[\w.-]{1,100}$/.exec(environment['GITHUB_REPOSITORY'] ?? '')?.[0] ?? null;
  if (repository === null) return { repository, pullRequest: null, page: null };
  const number = /^refs\/pull\/(\d{1,9})\/merge$/.exec(environment['GITHUB_REF'] ?? '')?.[1];
  const home = `${environment['GITHUB_SERVER_URL'] || 'https://github.com'}/${repository}`;
  if (number !== undefined)
    return { repository, pullRequest: Number(number), page: `${home}/pull/${number}` };
  const run = /^\d{1,15}$/.exec(environment['GITHUB_RUN_ID'] ?? '')?.[0];
  return { repository, pullRequest: null, page: run === undefined ? home : `${home}/actions/runs/${run}` };
}

/** A run of a workflow lasts 35 days at most. */
const OLDEST_MS = 35 * 24 * 3_600_000;
/** Clocks of two runners. */
const AHEAD_MS = 60_000;

/** What a stranger's result says of its time must at least be possible. */
const isPlausible = ({ from, to }: TimeSpan): boolean => from > now() - OLDEST_MS && to < now() + AHEAD_MS;

const openSecret = (secret: Secret, environment: Surroundings['environment']): string =>
  (secret.kind === 'text' ? secret.text : (environment[secret.name] ?? '')).trim();
