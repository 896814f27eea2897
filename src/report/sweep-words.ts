import type { Comparison } from '../core/judgement.ts';
import { find } from '../core/sweep/rank.ts';
import type { SweepFinding, SweepResult, SweptStanding, SweptVariant } from '../core/sweep/swept.ts';
import { todaysValues, variantName } from '../core/sweep/variant-name.ts';
import { formatChange, formatEstimate, formatInterval, formatResolution } from './change.ts';
import { type Ink, PLAIN } from './ink.ts';
import { metricWord } from './metric-words.ts';
import { formatSeconds, plain } from './numbers.ts';

export const STANDINGS: Readonly<Record<SweptStanding, string>> = {
  today: "today's",
  pays: 'pays',
  costs: 'costs',
  trades: 'better and worse',
  open: 'no difference seen',
  'does not serve': 'does not serve',
};

/** What a sweep found, in sentences: what pays, by how much, at what price; then what does not. */
export function sweepSentences(result: SweepResult, ink: Ink): string[] {
  const { finding, design } = result;
  if (finding === undefined) return [];
  const name = (index: number): string => ink.name(variantName(design, index));
  const of = (standing: SweptStanding): number[] =>
    finding.variants.flatMap((variant, index) =>
      variant.standing === standing && index !== finding.best ? [index] : [],
    );
  const variant = (index: number): SweptVariant => finding.variants[index] as SweptVariant;
  return [
    ...(finding.best === null
      ? [sayNone(result, finding, ink)]
      : [
          `${ink.strong(`${name(finding.best)} pays`)}: ${sayGain(variant(finding.best))}${sayPrice(variant(finding.best))}.`,
        ]),
    ...of('pays').map(
      (index) => `${name(index)} pays, too: ${sayGain(variant(index))}${sayPrice(variant(index))}.`,
    ),
    ...sayAlike(finding, name),
    ...of('trades').map(
      (index) => `${name(index)} is better and worse: ${sayMoved(variant(index), ['better', 'worse'])}.`,
    ),
    ...of('costs').map(
      (index) => `${name(index)} costs: ${sayMoved(variant(index), ['worse'])}${sayEnd(result, index)}.`,
    ),
    ...of('does not serve').map((index) => `${name(index)}: most requests failed${sayEnd(result, index)}.`),
    ...sayOpen(of('open'), finding, name),
  ];
}

function sayNone(result: SweepResult, finding: SweepFinding, ink: Ink): string {
  const seen = finding.variants
    .flatMap((variant) => find(variant, 'p95') ?? [])
    .flatMap((p95) => (p95.resolution === null ? [] : [{ p95, resolution: p95.resolution }]))
    .sort((a, b) => b.resolution - a.resolution)[0];
  const said = `Nothing is proven better than today's values (${ink.name(todaysValues(result.design))}).`;
  return seen === undefined
    ? said
    : `${said} A change of p95 by ${formatResolution(seen.p95, seen.resolution)} would have been seen.`;
}

const sayGain = (variant: SweptVariant): string => sayMoved(variant, ['better']);

/** The metrics that moved, each with its interval. */
function sayMoved({ comparisons }: SweptVariant, standings: readonly Comparison['standing'][]): string {
  const moved = comparisons.filter(({ standing }) => standings.includes(standing));
  return moved
    .map((one) => `${metricWord(one.metric, PLAIN)} ${formatEstimate(one)} (${formatInterval(one)})`)
    .join(', ');
}

/** What it takes, as far as that has not been said as a gain. */
function sayPrice(variant: SweptVariant): string {
  const prices = ['cpu', 'memory'].flatMap((metric) => {
    const price = find(variant, metric);
    return price?.change == null || price.standing === 'better'
      ? []
      : [`${formatChange(price)} ${metricWord(metric, PLAIN)}`];
  });
  return prices.length === 0 ? '' : `; at ${prices.join(' and ')}`;
}

function sayEnd({ measurement, finding }: SweepResult, index: number): string {
  const windows = finding?.variants[index]?.windows ?? 0;
  if (windows === 0 || windows >= measurement.windows) return '';
  return `; dropped after ${formatSeconds((windows * measurement.windowMs) / 1000)}`;
}

/** Which of those that pay could be as good as the best. */
function sayAlike({ variants, best }: SweepFinding, name: (index: number) => string): string[] {
  if (best === null) return [];
  const own = find(variants[best] as SweptVariant, 'p95')?.change;
  const alike = variants.flatMap((variant, index) => {
    const p95 = find(variant, 'p95')?.change;
    const overlaps = own != null && p95 != null && p95.low <= own.high;
    return index !== best && variant.standing === 'pays' && overlaps ? [name(index)] : [];
  });
  return alike.length === 0
    ? []
    : [`By p95 ${alike.join(' and ')} may be as good as the first: the intervals overlap.`];
}

function sayOpen(
  open: readonly number[],
  { variants }: SweepFinding,
  name: (index: number) => string,
): string[] {
  return open.map((index) => {
    const p95 = find(variants[index] as SweptVariant, 'p95');
    const range = p95?.change == null ? '' : ` (p95 ${formatInterval(p95)})`;
    return `${name(index)} could not be told apart from today's values${range}.`;
  });
}

/** How it was measured, and what its words are worth. */
export function sweepMethod({ design, finding, measurement }: SweepResult): string {
  const load = formatSeconds(measurement.loadMs / 1000);
  const layout =
    design.kind === 'all'
      ? `all ${design.variants.length} combinations`
      : `${design.variants.length} variants, one setting changed at a time, so how settings act together was not seen`;
  const said = `${load} of load at ${plain(measurement.rate)} iterations/s on ${layout}, in the same seconds on this machine.`;
  if (finding === undefined) return said;
  return `${said} The words "pays" and "costs" are wrong in at most ${plain(100 * finding.alpha)} of 100 such sweeps; intervals hold 95% each.`;
}
