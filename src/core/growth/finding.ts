import type { Judgement } from '../judgement.ts';
import { findStall, type GrowthStep, type Stall, signsAt } from './find-stall.ts';

/** What was measured of growth. */
export interface GrowthEvidence {
  /** Today's load, iterations per second. */
  readonly expectedRate: number;
  readonly base: readonly GrowthStep[];
  readonly head: readonly GrowthStep[];
  /** Both blocks of the step at which head alone stalled, measured again; null when nothing called for it. */
  readonly again: { readonly base: GrowthStep; readonly head: GrowthStep } | null;
}

/** How both sides bear growth. */
export interface GrowthFinding {
  readonly expectedRate: number;
  readonly base: GrowthSide;
  readonly head: GrowthSide;
  /** Null when head stalls nowhere that base stands. */
  readonly confirmation: {
    readonly factor: number;
    readonly base: GrowthStep;
    readonly head: GrowthStep;
    /** Whether it was head alone again. */
    readonly confirmed: boolean;
  } | null;
}

export interface GrowthSide {
  readonly steps: readonly GrowthStep[];
  readonly stall: Stall | null;
}

/** From numbers to findings: the same numbers give the same, whoever measured them. */
export function judgeGrowth({ expectedRate, base, head, again }: GrowthEvidence): GrowthFinding {
  const sides = { base: sideOf(base), head: sideOf(head) };
  const factor = suspectStep(sides.base, sides.head);
  const confirmation =
    factor === null || again === null
      ? null
      : { factor, ...again, confirmed: stallsAgain(head, again.head) && !stallsAgain(base, again.base) };
  return { expectedRate, ...sides, confirmation };
}

const sideOf = (steps: readonly GrowthStep[]): GrowthSide => ({ steps, stall: findStall(steps) });

const stallsAgain = ([first]: readonly GrowthStep[], again: GrowthStep): boolean =>
  first !== undefined && signsAt([first, again], 1).length > 0;

/** The step at which head stalled and base stood, to be tried again; null when head stands as far as base. */
export function suspectStep(base: GrowthSide, head: GrowthSide): number | null {
  if (head.stall === null) return null;
  return base.stall === null || head.stall.factor < base.stall.factor ? head.stall.factor : null;
}

/** The highest step that a side stood; null when it stood none. */
export const stoodStep = ({ steps, stall }: GrowthSide): number | null =>
  steps.filter(({ factor }) => stall === null || factor < stall.factor).at(-1)?.factor ?? null;

/** A judgement that knows of growth: a stall of head alone fails, once it has been seen twice. */
export function withGrowth(judgement: Judgement, growth: GrowthFinding): Judgement {
  if (growth.confirmation?.confirmed !== true || judgement.verdict === 'fail') return judgement;
  return { ...judgement, verdict: 'fail', reason: { kind: 'stalls' } };
}
