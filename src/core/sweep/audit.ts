import { findStall, type GrowthStep, type Stall, signsAt } from '../growth/find-stall.ts';
import { type SweepDesign, soleChange } from './sweep-design.ts';

/** One variant on the staircase. */
export interface AuditedSteps {
  readonly steps: readonly GrowthStep[];
  /** Peak resident memory of its processes, bytes; null where the system does not tell. */
  readonly memoryBytes: number | null;
}

export interface AuditEvidence {
  /** Today's load, iterations per second. */
  readonly expectedRate: number;
  readonly variants: readonly AuditedSteps[];
  /** Steps of the variants that differed from today's, and of today's, measured again: by variant, each as often as it was tried. */
  readonly again: ReadonlyMap<number, readonly GrowthStep[]>;
}

/**
 * How a variant bears growth, held against today's values. `further`: today's stalls where it stands, each time that was tried.
 * `sooner`: it stalls where today's stands. `unsure`: the two differed at first and not when tried again.
 */
export type AuditStanding = 'today' | 'same' | 'further' | 'sooner' | 'unsure';

export interface AuditedVariant extends AuditedSteps {
  readonly stall: Stall | null;
  readonly standing: AuditStanding;
  /** Processor time per request and memory against today's, as ratios minus one; null where the system does not tell. */
  readonly price: { readonly cpu: number | null; readonly memory: number | null };
}

/** Which values stall first, and which stand further. */
export interface GrowthAudit {
  readonly expectedRate: number;
  /** In the order of the design; the first is today's. */
  readonly variants: readonly AuditedVariant[];
  /** Settings, by index, whose change alone moves the stall, seen three times. */
  readonly guilty: readonly number[];
}

/** The variants to be tried again, today's first, with the steps at which one stalled and the other stood. */
export interface Suspicion {
  readonly variants: readonly number[];
  readonly factors: readonly number[];
}

export function suspect(variants: readonly AuditedSteps[]): Suspicion | null {
  const [today, ...others] = variants;
  if (today === undefined) return null;
  const telling = others.map((other) => tellingSteps(today, other));
  const differing = telling.flatMap((steps, at) => (steps.length > 0 ? [at + 1] : []));
  if (differing.length === 0) return null;
  return { variants: [0, ...differing], factors: [...new Set(telling.flat())].sort((a, b) => a - b) };
}

/**
 * The lowest and the highest step at which one of two stalled and the other stood. A pause of the machine can make a stall begin too
 * soon; at the highest it is beyond doubt, as long as the other one stands there.
 */
function tellingSteps(one: AuditedSteps, other: AuditedSteps): number[] {
  const [first, second] = [factorOf(findStall(one.steps)), factorOf(findStall(other.steps))];
  const between = one.steps
    .map(({ factor }) => factor)
    .filter((factor) => factor >= Math.min(first, second) && factor < Math.max(first, second));
  return between.length === 0 ? [] : [...new Set([between[0] as number, between.at(-1) as number])];
}

/** From numbers to findings: the same numbers give the same, whoever measured them. */
export function judgeAudit(
  { expectedRate, variants, again }: AuditEvidence,
  design: SweepDesign,
): GrowthAudit {
  const stalls = variants.map(({ steps }) => findStall(steps));
  const audited = variants.map(
    (variant, index): AuditedVariant => ({
      ...variant,
      stall: stalls[index] ?? null,
      standing: standingOf(index),
      price: priceOf(variant, variants[0] as AuditedSteps),
    }),
  );
  const guilty = audited.flatMap(({ standing }, index) => {
    const setting = soleChange(design.variants[index] ?? []);
    return setting !== null && (standing === 'further' || standing === 'sooner') ? [setting] : [];
  });
  return { expectedRate, variants: audited, guilty: [...new Set(guilty)].sort((a, b) => a - b) };

  function standingOf(index: number): AuditStanding {
    if (index === 0) return 'today';
    const [today, own] = [factorOf(stalls[0]), factorOf(stalls[index])];
    if (today === own) return 'same';
    const [stalling, standing] = own < today ? [index, 0] : [0, index];
    const isSure = tellingSteps(variants[0] as AuditedSteps, variants[index] as AuditedSteps).some(
      (factor) =>
        triesOf(stalling, factor).length > 0 &&
        triesOf(stalling, factor).every((stalled) => stalled) &&
        triesOf(standing, factor).every((stalled) => !stalled),
    );
    if (!isSure) return 'unsure';
    return own < today ? 'sooner' : 'further';
  }

  /** Whether a variant stalled, each time that the step was tried again. */
  function triesOf(index: number, factor: number): boolean[] {
    const first = variants[index]?.steps[0];
    const tries = (again.get(index) ?? []).filter((step) => step.factor === factor);
    return first === undefined ? [] : tries.map((step) => signsAt([first, step], 1).length > 0);
  }
}

const factorOf = (stall: Stall | null | undefined): number => stall?.factor ?? Number.POSITIVE_INFINITY;

/** At the steps that both stood: beyond a stall nothing costs what it should. */
function priceOf(variant: AuditedSteps, today: AuditedSteps): AuditedVariant['price'] {
  const sound = Math.min(factorOf(findStall(variant.steps)), factorOf(findStall(today.steps)));
  const logs = variant.steps.flatMap((step, at) => {
    const [own, theirs] = [step.cpuMs, today.steps[at]?.cpuMs ?? null];
    return own === null || theirs === null || theirs === 0 || step.factor >= sound
      ? []
      : [Math.log(own / theirs)];
  });
  return {
    cpu: logs.length === 0 ? null : Math.expm1(logs.reduce((sum, log) => sum + log, 0) / logs.length),
    memory:
      variant.memoryBytes === null || today.memoryBytes === null
        ? null
        : variant.memoryBytes / today.memoryBytes - 1,
  };
}
