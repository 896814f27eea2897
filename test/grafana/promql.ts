import { parser } from '@prometheus-io/lezer-promql';

/** What Grafana puts in place of its own variables. */
const OWN: Readonly<Record<string, string>> = {
  $__interval: '1m',
  $__rate_interval: '1m',
  $__range: '1h',
};

export const withoutOwnVariables = (expr: string): string =>
  Object.entries(OWN).reduce((text, [name, value]) => text.replaceAll(name, value), expr);

/** Where Prometheus' own grammar stumbles over an expression; null where it does not. */
export function findError(expr: string): string | null {
  const text = withoutOwnVariables(expr);
  let error: string | null = null;
  parser.parse(text).iterate({
    enter: ({ type, from }) => {
      if (type.isError) error ??= `${text.slice(0, from)} ⟨here⟩ ${text.slice(from)}`;
    },
  });
  return error;
}

/** Names of the series that an expression reads. */
export function seriesIn(expr: string): string[] {
  const text = withoutOwnVariables(expr);
  const names: string[] = [];
  parser.parse(text).iterate({
    enter: ({ name, from, to, node }) => {
      if (name === 'Identifier' && node.parent?.name === 'VectorSelector') names.push(text.slice(from, to));
    },
  });
  return names;
}
