import type { Judgement } from '../judgement.ts';
import type { GrowthStep, Stall } from './find-stall.ts';

/** How both sides bear growth. */
export interface GrowthFinding {
  /** Today's load, iterations per second. */
  readonly expectedRate: number;
  readonly base: GrowthSide;
  readonly head: GrowthSide;
  /** Both blocks of the step at which head alone stalled, measured again; null when nothing called for it. */
  readonly confirmation: {
    readonly factor: number;
    readonly base: GrowthStep;
    readonly head: GrowthStep;
    readonly confirmed: boolean;
  } | null;
}

export interface GrowthSide {
  readonly steps: readonly GrowthStep[];
  readonly stall: Stall | null;
}

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
