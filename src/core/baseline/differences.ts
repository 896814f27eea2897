import { CONDITIONS, type ComparableRule, type Condition } from './conditions.ts';
import type { Conditions } from './recording.ts';

/** A condition under which two measurements were not alike. */
export interface Difference {
  readonly condition: Condition;
  /** Whether it forbids comparing them. */
  readonly decisive: boolean;
  /** What it is now and what it was, as a phrase. */
  readonly words: string;
}

/** Rates nearer than this load a service alike. The number and length of windows change the precision, hardly the medians. */
const SAME_RATE = 0.1;
/** Runners of one kind differ by what their kernels keep for themselves. */
const SAME_MEMORY = 0.05;

/** Which conditions differ, those that decide first. */
export function compareConditions(now: Conditions, was: Conditions, rule: ComparableRule): Difference[] {
  const found = CONDITIONS.flatMap((condition) => {
    const words = sayDifference(condition, now, was);
    return words === null ? [] : [{ condition, decisive: rule.has(condition), words }];
  });
  return [...found.filter(({ decisive }) => decisive), ...found.filter(({ decisive }) => !decisive)];
}

export const isComparable = (now: Conditions, was: Conditions, rule: ComparableRule): boolean =>
  !compareConditions(now, was, rule).some(({ decisive }) => decisive);

function sayDifference(condition: Condition, now: Conditions, was: Conditions): string | null {
  const [machine, before] = [now.machine, was.machine];
  switch (condition) {
    case 'script':
      return now.script === was.script ? null : 'script changed';
    case 'engine':
      return sayEngine(now.engine, was.engine);
    case 'load':
      return sayLoad(now.load, was.load);
    case 'reference':
      return sayOther('reference service', now.reference ?? 'none', was.reference ?? 'none');
    case 'cores':
      return sayOther('number of cores', `${machine.cores}`, `${before.cores}`);
    case 'cpu':
      return sayOther('CPU model', machine.cpu, before.cpu);
    case 'memory':
      return isNear(machine.memoryBytes, before.memoryBytes, SAME_MEMORY)
        ? null
        : sayOther('memory', inGiB(machine.memoryBytes), inGiB(before.memoryBytes));
    case 'image':
      return sayOther('runner image', machine.image || 'unnamed', before.image || 'unnamed');
    case 'kernel':
      return sayOther('kernel', machine.kernel, before.kernel);
    case 'target':
      return now.target === was.target ? null : 'built, started or configured in another way';
    case 'plimsoll':
      return sayOther('Plimsoll', now.plimsoll, was.plimsoll);
  }
}

/** A patch release of an engine measures as the one before. */
function sayEngine(now: Conditions['engine'], was: Conditions['engine']): string | null {
  if (now.name !== was.name) return sayOther('engine', now.name, was.name);
  const minor = (version: string): string => version.split('.').slice(0, 2).join('.');
  return minor(now.version) === minor(was.version) ? null : sayOther(now.name, now.version, was.version);
}

function sayLoad(now: Conditions['load'], was: Conditions['load']): string | null {
  return isNear(now.rate, was.rate, SAME_RATE)
    ? null
    : `other load: ${round(now.rate)} iterations/s now, ${round(was.rate)} then`;
}

const sayOther = (what: string, now: string, was: string): string | null =>
  now === was ? null : `other ${what}: ${now} now, ${was} then`;

/** False for numbers that are none. */
const isNear = (now: number, was: number, share: number): boolean =>
  now === was || Math.abs(now - was) <= share * Math.max(Math.abs(now), Math.abs(was));

const inGiB = (bytes: number): string => `${round(bytes / 2 ** 30)} GiB`;

const round = (value: number): string => `${Math.round(value * 100) / 100}`;
