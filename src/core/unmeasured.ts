import type { Observations } from './observations.ts';
import type { Policy } from './policy.ts';

/**
 * Endpoints that the rules name and that no request went to: a rule that guards nothing looks like one that holds. A margin that
 * is off asks for nothing.
 */
export function findUnmeasured(
  observations: Observations,
  { margins, limits }: Pick<Policy, 'margins' | 'limits'>,
): string[] {
  const asked = [
    ...Object.entries(margins.endpoints).flatMap(([name, metrics]) =>
      Object.values(metrics).some((margin) => margin !== null) ? [name] : [],
    ),
    ...limits.flatMap(({ endpoint }) => endpoint ?? []),
  ];
  const measured = new Set(observations.endpoints.map(({ name }) => name));
  return [...new Set(asked)].filter((name) => !measured.has(name)).sort();
}
