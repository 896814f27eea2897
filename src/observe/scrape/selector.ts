import type { Exposition, Sample } from './exposition.ts';

/** A name and labels that must or must not be a text. */
export interface Selector {
  readonly name: string;
  readonly labels: readonly { readonly label: string; readonly is: boolean; readonly text: string }[];
}

/** From `http_requests_total{code="500",route!="/"}`; null for what is no selector. */
export function parseSelector(text: string): Selector | null {
  const [, name, inside = ''] = /^([a-zA-Z_:][\w:.]*)(?:\{([^{}]*)\})?$/.exec(text) ?? [];
  if (name === undefined) return null;
  const matcher = /\s*([a-zA-Z_][\w.]*)\s*(=|!=)\s*"((?:[^"\\]|\\.)*)"\s*(?:,|$)/y;
  const labels: Selector['labels'][number][] = [];
  while (matcher.lastIndex < inside.trimEnd().length) {
    const [, label, sign, value] = matcher.exec(inside) ?? [];
    if (label === undefined || value === undefined) return null;
    labels.push({ label, is: sign === '=', text: value.replaceAll(/\\(.)/g, '$1') });
  }
  return { name, labels };
}

/** Sum of the series of a name that match; null where there is none. */
export function sumOf(
  { samples }: Pick<Exposition, 'samples'>,
  name: string,
  { labels }: Selector,
): number | null {
  const isMatch = (sample: Sample): boolean =>
    sample.name === name &&
    labels.every(({ label, is, text }) => ((sample.labels.get(label) ?? '') === text) === is);
  const matching = samples.filter(isMatch);
  return matching.length === 0 ? null : matching.reduce((sum, { value }) => sum + value, 0);
}
