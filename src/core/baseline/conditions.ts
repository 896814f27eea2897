import type { Conditions } from './recording.ts';

/** What a comparison with stored recordings can be made to depend on; the names are those of the setting `comparable-when`. */
export const CONDITIONS = [
  'script',
  'engine',
  'load',
  'reference',
  'cores',
  'cpu',
  'memory',
  'image',
  'kernel',
  'target',
  'plimsoll',
] as const;
export type Condition = (typeof CONDITIONS)[number];

/** How values are compared. `ratio`: to the reference service in the same windows. `raw`: as they are. */
export type Form = 'ratio' | 'raw';

/** The conditions that must agree; others are shown where they differ and decide nothing. */
export type ComparableRule = ReadonlySet<Condition>;

/**
 * Another script, engine or load asks other questions: no quotient repairs that. Another version of the reference is another
 * yardstick. The number of cores changes how service and reference share the machine, beyond speed. The CPU model is what the
 * quotient is there to cancel, so it decides only without one: hosted runners deal models at random, and raw p95 spreads by
 * 7.9% across models against 5% within one. Kernel and image move often and little; they are named when they differ. A
 * changed target configuration is the change that is to be judged.
 */
const DEFAULT_CONDITIONS: Readonly<Record<Form, readonly Condition[]>> = {
  ratio: ['script', 'engine', 'load', 'reference', 'cores'],
  raw: ['script', 'engine', 'load', 'reference', 'cores', 'cpu'],
};

export const defaultRule = (form: Form): ComparableRule => new Set(DEFAULT_CONDITIONS[form]);

export type ParsedRule =
  | { readonly kind: 'rule'; readonly rule: ComparableRule }
  | { readonly kind: 'unknown'; readonly names: readonly string[] };

/** The rule that names of the setting ask for, or the names that are none. */
export function parseRule(names: readonly string[]): ParsedRule {
  const unknown = names.filter((name) => !isCondition(name));
  return unknown.length > 0
    ? { kind: 'unknown', names: unknown }
    : { kind: 'rule', rule: new Set(names.filter(isCondition)) };
}

const isCondition = (name: string): name is Condition => (CONDITIONS as readonly string[]).includes(name);

/** The quotient needs a reference on both sides of the comparison. */
export const formOf = ({ reference }: Conditions): Form => (reference === null ? 'raw' : 'ratio');
