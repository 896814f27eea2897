import type { Element } from '@xmldom/xmldom';
import { printPlan, writeProperty } from './document.ts';
import { insertGate, insertRehearsal } from './insert-gate.ts';
import { type PlanNode, walk } from './plan-tree.ts';
import { type ReadPlan, readPlan } from './read-plan.ts';
import { retarget, retargetVariables } from './retarget.ts';
import type { JMeterScript } from './script.ts';
import { holdOpen, passOnce } from './thread-groups.ts';

export interface CopyWish {
  /** Origin of the side's target. */
  readonly target: string;
  /** Users of each load group, in order. */
  readonly threads: readonly number[];
}

/** The plan as one side runs it: aimed at the side's target, its load ours, everything else as the user wrote it. */
export function rewritePlan(text: string, script: JMeterScript, wish: CopyWish): string {
  const plan = readPlan(text, script);
  aim(plan, script, wish.target);
  settle(plan.root);
  tune(plan, script);
  for (const [index, group] of plan.groups.entries()) {
    passOnce(group, plan.names);
    holdOpen(group, wish.threads[index] ?? 1, index);
    if (group.node.tree !== null) insertGate(group.node.tree);
  }
  if (plan.root.tree !== null) insertRehearsal(plan.root.tree);
  return printPlan(plan.document);
}

function aim({ http, mapping, names, variables }: ReadPlan, script: JMeterScript, target: string): void {
  retarget(http, mapping, names, target);
  retargetVariables(variables, mapping, names, target);
  const told = targetProperties(script.targetProperty, target);
  for (const { name, element } of variables) {
    if (told[name] !== undefined) writeProperty(element, 'Argument.value', told[name]);
  }
}

/** What a plan is told of its target: one name takes the origin; two, host and port; a third, the protocol. */
export function targetProperties(names: readonly string[], target: string): Readonly<Record<string, string>> {
  const { protocol, hostname, port } = new URL(target);
  const scheme = protocol.replace(':', '');
  const values =
    names.length === 1 ? [target] : [hostname, port || (scheme === 'https' ? '443' : '80'), scheme];
  return Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']));
}

/** Groups run side by side; results are kept by us alone, once. */
function settle({ element }: PlanNode): void {
  writeProperty(element, 'TestPlan.serialize_threadgroups', 'false', 'boolProp');
  writeProperty(element, 'TestPlan.functional_mode', 'false', 'boolProp');
}

function tune({ root }: ReadPlan, { transactions }: JMeterScript): void {
  for (const { element } of walk(root)) {
    if (SWITCHED_OFF.test(element.tagName)) element.setAttribute('enabled', 'false');
    if (element.tagName === 'CSVDataSet') beginAnew(element);
    if (element.tagName !== 'TransactionController') continue;
    // While an iteration waits for the slot of its side, no transaction of it is at work.
    writeProperty(element, 'TransactionController.includeTimers', 'false', 'boolProp');
    if (transactions !== 'plan') {
      const parents = String(transactions === 'parents');
      writeProperty(element, 'TransactionController.parent', parents, 'boolProp');
    }
  }
}

/** Timers that set a rate of their own, and listeners, which would write every sample a second time or send it away. */
const SWITCHED_OFF =
  /(?:^|\.)(?:ConstantThroughputTimer|PreciseThroughputTimer|VariableThroughputTimer|\w*ResultCollector|Summariser|BackendListener)$/;

/** A data set that ends would end its users, and so one side's load. */
function beginAnew(dataSet: Element): void {
  writeProperty(dataSet, 'recycle', 'true', 'boolProp');
  writeProperty(dataSet, 'stopThread', 'false', 'boolProp');
}
