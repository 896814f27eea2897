import type { GrafanaPlan } from '../core/grafana-plan.ts';
import type { TimeSpan } from '../core/load-time.ts';
import type { DashboardLink } from '../core/result.ts';
import { BASE, HEAD } from '../core/side.ts';

/** What a dashboard is opened on. */
export interface DashboardView {
  readonly time: TimeSpan;
  /** Of head; null where it is not known. */
  readonly commit: string | null;
}

/** The dashboards at the very time of a run. */
export const linkDashboards = (
  { url, org, dashboards }: Pick<GrafanaPlan, 'url' | 'org' | 'dashboards'>,
  view: DashboardView,
): DashboardLink[] => dashboards.map((dashboard) => linkDashboard(dashboard, { url, org }, view));

/** A variable that a dashboard does not have is passed over by Grafana; one that the path itself sets is left as it is. */
function linkDashboard(
  dashboard: string,
  { url, org }: Pick<GrafanaPlan, 'url' | 'org'>,
  { time, commit }: DashboardView,
): DashboardLink {
  const path = dashboard.startsWith('/') ? dashboard : `/d/${dashboard}`;
  const address = new URL(`${url}${path}`);
  const { searchParams } = address;
  if (org !== null) searchParams.set('orgId', String(org));
  searchParams.set('from', String(time.from));
  searchParams.set('to', String(time.to));
  if (commit !== null && !searchParams.has('var-commit')) searchParams.set('var-commit', commit);
  if (!searchParams.has('var-side')) for (const side of [BASE, HEAD]) searchParams.append('var-side', side);
  return { name: nameOf(address.pathname), url: address.href };
}

/** `/d/UID/NAME` by its name, else by its uid. */
function nameOf(pathname: string): string {
  const last = pathname.split('/').findLast((part) => part !== '') ?? '';
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
