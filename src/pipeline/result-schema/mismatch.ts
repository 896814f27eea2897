import type { EndpointBlocks, Observations } from '../../core/observations.ts';

/**
 * Numbers that belong together and do not: series of unequal length would compare one window with another. Names the place;
 * null where all is well.
 */
export function findMismatch({ sides, windows, lost, mix, endpoints, gauges }: Observations): string | null {
  if (lost.some((window) => window >= windows)) return 'observations.lost';
  const isWhole = ({ span, cells }: EndpointBlocks): boolean =>
    cells.length === sides.length &&
    cells.every((own) => Object.values(own).every((series) => series.length === Math.floor(windows / span)));
  const broken = [mix, ...endpoints].find((each) => !isWhole(each));
  if (broken !== undefined) return 'observations.endpoints';
  if (new Set(endpoints.map(({ name }) => name)).size < endpoints.length) return 'observations.endpoints';
  const isEven = (series: readonly (readonly unknown[])[]): boolean =>
    series.length === sides.length && series.every(({ length }) => length === windows);
  return gauges.every(({ values, of }) => isEven(values) && (of === undefined || isEven(of)))
    ? null
    : 'observations.gauges';
}
