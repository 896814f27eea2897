import type { Comparison } from '../judgement.ts';
import type { SweptVariant } from './swept.ts';

/** Variants that serve, by index, fastest first: p95 against today's, in the same windows, which today's own is 1 of. */
export function orderVariants(variants: readonly SweptVariant[]): number[] {
  const rated = variants.flatMap((variant, index) => {
    const ratio = variant.standing === 'today' ? 0 : changeOf(variant, 'p95');
    return variant.standing === 'does not serve' || ratio === null ? [] : [{ index, ratio }];
  });
  return rated.sort((a, b) => a.ratio - b.ratio || a.index - b.index).map(({ index }) => index);
}

/** Of the variants that pay, the one with the fastest p95; where none is faster, the one that takes least CPU. */
export function pickBest(variants: readonly SweptVariant[]): number | null {
  const paying = variants.flatMap((variant, index) => (variant.standing === 'pays' ? [index] : []));
  const provenIn = (metrics: readonly string[]) =>
    paying.filter((index) =>
      variants[index]?.comparisons.some(
        ({ metric, standing }) => standing === 'better' && metrics.includes(metric),
      ),
    );
  const least = (among: readonly number[], metric: string): number | null => {
    const rated = among.flatMap((index) => {
      const change = changeOf(variants[index] as SweptVariant, metric);
      return change === null ? [] : [{ index, change }];
    });
    return rated.sort((a, b) => a.change - b.change)[0]?.index ?? null;
  };
  return (
    least(provenIn(['p50', 'p95']), 'p95') ??
    least(provenIn(['errors']), 'errors') ??
    least(provenIn(['cpu']), 'cpu')
  );
}

export const find = ({ comparisons }: SweptVariant, metric: string): Comparison | undefined =>
  comparisons.find((each) => each.metric === metric);

const changeOf = (variant: SweptVariant, metric: string): number | null =>
  find(variant, metric)?.change?.estimate ?? null;
