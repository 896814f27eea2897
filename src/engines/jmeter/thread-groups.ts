import type { Document, Element } from '@xmldom/xmldom';
import { settingsFailure } from '../../core/failure.ts';
import { nameOf, readProperty, writeProperty } from './document.ts';
import { STREAM_PROPERTY } from './gate.ts';
import { isBeside, isThreadGroup, type PlanNode } from './plan-tree.ts';
import { type Names, resolve } from './variables.ts';

/** A group of the plan that makes load, and its share of the rate. */
export interface LoadGroup {
  readonly node: PlanNode;
  readonly name: string;
  /** In (0, 1]; all of a plan make 1. */
  readonly weight: number;
}

/** Groups that make load, with shares of the rate as the plan itself would have given them. */
export function findLoadGroups(plan: PlanNode, names: Names, script: string): LoadGroup[] {
  const groups = plan.children.filter((node) => isThreadGroup(node) && !isBeside(node));
  const nodes = groups.filter(({ children }) => children.length > 0);
  if (nodes.length === 0) {
    throw settingsFailure(
      `${script} has no enabled thread group with anything in it`,
      'Enable a thread group of the plan, with at least one sampler.',
    );
  }
  const all = nodes.map(({ element }) => element);
  const sizes =
    sizesBy(all, (element) => ratePerSecond(element, names)) ??
    sizesBy(all, (element) => users(element, names)) ??
    nodes.map(() => 1);
  const sum = sizes.reduce((total, size) => total + size, 0);
  return nodes.map((node, index) => ({
    node,
    name: nameOf(node.element) || `group ${index + 1}`,
    weight: (sizes[index] as number) / sum,
  }));
}

/** Null where one of them does not tell, because then they cannot be compared. */
function sizesBy(elements: readonly Element[], read: (element: Element) => number | null): number[] | null {
  const sizes = elements.map(read).filter((size): size is number => size !== null && size > 0);
  return sizes.length === elements.length ? sizes : null;
}

const PER_SECOND: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** Of an open-model thread group: the highest rate in its schedule (`rate(10/sec) random_arrivals(1 min)`). */
function ratePerSecond(element: Element, names: Names): number | null {
  const schedule = resolve(readProperty(element, 'OpenModelThreadGroup.schedule'), names);
  const rates = [...schedule.matchAll(/rate\(\s*([\d.]+)\s*\/?\s*([a-z]*)/gi)].map(
    ([, count, unit = '']) => Number(count) / (PER_SECOND[unit[0]?.toLowerCase() ?? 's'] ?? 1),
  );
  return rates.length === 0 ? null : Math.max(...rates);
}

/** Of JMeter's own thread group and those of plugins that keep to its property. */
function users(element: Element, names: Names): number | null {
  const count = Number(resolve(readProperty(element, 'ThreadGroup.num_threads'), names));
  return Number.isFinite(count) ? count : null;
}

/**
 * Makes a group a plain one of so many users who begin anew for ever: when each iteration begins is the gate's to say.
 * What users keep between iterations, and whether an error ends one, stays as the plan has it.
 */
export function holdOpen({ node }: LoadGroup, threads: number, stream: number): void {
  const { element } = node;
  const document = element.ownerDocument as Document;
  const plain = document.createElement('ThreadGroup');
  plain.setAttribute('guiclass', 'ThreadGroupGui');
  plain.setAttribute('testclass', 'ThreadGroup');
  plain.setAttribute('testname', nameOf(element));
  plain.setAttribute('enabled', 'true');
  const onError = readProperty(element, 'ThreadGroup.on_sample_error');
  // An error that ended a user, or the test, would leave one side without load.
  writeProperty(
    plain,
    'ThreadGroup.on_sample_error',
    onError === '' || onError === 'continue' ? 'continue' : 'startnextloop',
  );
  writeProperty(plain, 'ThreadGroup.num_threads', String(threads));
  writeProperty(plain, 'ThreadGroup.ramp_time', '0');
  writeProperty(plain, 'ThreadGroup.scheduler', 'false', 'boolProp');
  const keepsUser = readProperty(element, 'ThreadGroup.same_user_on_next_iteration') || 'true';
  writeProperty(plain, 'ThreadGroup.same_user_on_next_iteration', keepsUser, 'boolProp');
  writeProperty(plain, STREAM_PROPERTY, String(stream), 'intProp');
  plain.appendChild(loopOf(document, FOR_EVER));
  element.parentNode?.replaceChild(plain, element);
}

const FOR_EVER = -1;

export function loopOf(document: Document, loops: number): Element {
  const loop = document.createElement('elementProp');
  loop.setAttribute('name', 'ThreadGroup.main_controller');
  loop.setAttribute('elementType', 'LoopController');
  writeProperty(loop, 'LoopController.continue_forever', 'false', 'boolProp');
  writeProperty(loop, 'LoopController.loops', String(loops), 'intProp');
  return loop;
}

/** A loop inside a group that never ends would make one iteration of all its passes: it passes once. */
export function passOnce({ node }: LoadGroup, names: Names): void {
  for (const { element } of deep(node)) {
    if (element.tagName !== 'LoopController') continue;
    const loops = Number(resolve(readProperty(element, 'LoopController.loops'), names));
    if (loops < 0) writeProperty(element, 'LoopController.loops', '1');
  }
}

function deep(node: PlanNode): PlanNode[] {
  return node.children.flatMap((child) => [child, ...deep(child)]);
}
