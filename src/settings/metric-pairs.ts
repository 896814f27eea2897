import { isTextOrTexts, readPairs } from './pairs.ts';

/** `p95=10%, endpoint.p95=25%, endpoints.GET /items.p95=40%` as the map that plimsoll.yml would hold. */
export function nestPairs(raw: unknown): unknown {
  const pairs = isTextOrTexts(raw) ? readPairs(raw, /[,\r\n]/) : null;
  if (pairs === null) return raw;
  const run: [string, unknown][] = [];
  const nested = new Map<string, [string, string][]>();
  for (const [name, value] of pairs) {
    const [, place, metric] = /^(endpoint|endpoints\..+)\.([^.]*)$/.exec(name) ?? [];
    if (place === undefined || metric === undefined) run.push([name, value]);
    else nested.set(place, [...(nested.get(place) ?? []), [metric, value]]);
  }
  const every = nested.get('endpoint');
  nested.delete('endpoint');
  const endpoints = [...nested].map(([place, entries]) => [
    place.slice('endpoints.'.length),
    Object.fromEntries(entries),
  ]);
  if (every !== undefined) run.push(['endpoint', Object.fromEntries(every)]);
  if (endpoints.length > 0) run.push(['endpoints', Object.fromEntries(endpoints)]);
  return Object.fromEntries(run);
}
