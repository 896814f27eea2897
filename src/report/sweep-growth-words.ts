import type { AuditedVariant, AuditStanding, GrowthAudit } from '../core/sweep/audit.ts';
import type { SweepResult } from '../core/sweep/swept.ts';
import { settingNames, TODAY, todaysValues, variantName } from '../core/sweep/variant-name.ts';
import type { Ink } from './ink.ts';
import { formatMs, NOTHING, plain, signed } from './numbers.ts';

export const AUDIT_STANDINGS: Readonly<Record<AuditStanding, string>> = {
  today: "today's",
  same: 'as today',
  further: 'stands further',
  sooner: 'stalls sooner',
  unsure: 'not the same when tried again',
};

/** "POOL_SIZE=5 stalls at 1.5× today's load; POOL_SIZE=20 stands 3×, at +1% CPU per request." */
export function auditSentences({ growth, design }: SweepResult, ink: Ink): string[] {
  if (growth === undefined) return [];
  const [today] = growth.variants;
  if (today === undefined) return [];
  const name = (index: number): string => ink.name(variantName(design, index));
  const of = (standing: AuditStanding): number[] =>
    growth.variants.flatMap((variant, index) => (variant.standing === standing ? [index] : []));
  const variant = (index: number): AuditedVariant => growth.variants[index] as AuditedVariant;
  const tell = (index: number): string =>
    `${name(index)} ${sayReach(variant(index))}${sayPrice(variant(index))}`;
  const further = of('further').sort((a, b) => reachOf(variant(b)) - reachOf(variant(a)));
  const load = `today's load of ${plain(growth.expectedRate)} iterations/s`;
  // Where settings are to blame, only those; else what was tried at all.
  const named = growth.guilty.length > 0 ? growth.guilty : undefined;
  const own = `${ink.name(todaysValues(design, named))} (${TODAY}) ${sayReach(today)} ${load}`;
  return [
    further.length === 0 ? `${own}.` : `${ink.strong(own)}; ${further.map(tell).join('; ')}.`,
    ...of('sooner').map((index) => `${name(index)} ${sayReach(variant(index))}, sooner than ${TODAY}.`),
    ...of('unsure').map(
      (index) =>
        `${name(index)} differed from ${TODAY} at first and not when tried again: it does not count.`,
    ),
    ...saySame(of('same').map(name)),
    ...sayGuilty(growth, settingNames(design).map(ink.name)),
  ];
}

const reachOf = ({ stall }: AuditedVariant): number => stall?.factor ?? Number.POSITIVE_INFINITY;

const times = (factor: number): string => `${plain(factor)}×`;

export function sayReach({ stall, steps }: AuditedVariant): string {
  return stall === null ? `stands ${times(steps.at(-1)?.factor ?? 0)}` : `stalls at ${times(stall.factor)}`;
}

function sayPrice({ price }: AuditedVariant): string {
  const prices = [
    ...(price.cpu === null ? [] : [`${percent(price.cpu)} CPU per request`]),
    ...(price.memory === null ? [] : [`${percent(price.memory)} memory`]),
  ];
  return prices.length === 0 ? '' : `, at ${prices.join(' and ')}`;
}

const saySame = (names: readonly string[]): string[] =>
  names.length === 0 ? [] : [`No difference under growth: ${names.join('; ')}.`];

function sayGuilty({ guilty }: GrowthAudit, names: readonly string[]): string[] {
  return guilty.length === 0
    ? []
    : [
        `What moves the stall by itself: ${guilty.map((setting) => names[setting]).join(', ')}. Seen three times each.`,
      ];
}

/** A row for each variant. */
export function auditRows({ growth, design }: SweepResult, ink: Ink): { head: string[]; rows: string[][] } {
  const factors = growth?.variants[0]?.steps.map(({ factor }) => factor) ?? [];
  const rows = (growth?.variants ?? []).map((variant, index) => [
    ink.name(variantName(design, index)),
    ...variant.steps.map(({ p95Ms, factor }) => {
      const value = p95Ms === null ? NOTHING : formatMs(p95Ms);
      return variant.stall !== null && factor >= variant.stall.factor ? `${value} !` : value;
    }),
    percent(variant.price.cpu),
    percent(variant.price.memory),
    `${sayReach(variant)}${variant.standing === 'unsure' ? ' (not sure)' : ''}`,
  ]);
  const head = ['p95 at', ...factors.map(times), 'CPU per request', 'memory', ''];
  return { head, rows };
}

const percent = (ratio: number | null): string =>
  ratio === null ? NOTHING : `${signed(100 * ratio, Math.abs(ratio) < 0.0995 ? 1 : 0)}%`;
