import type { Document, Element } from '@xmldom/xmldom';
import { childElements, writeProperty } from './document.ts';
import { GATE_CONDITION } from './gate.ts';
import { loopOf } from './thread-groups.ts';

/** The gate is a condition that is asked at the head of each iteration, without a sample, a timer or a processor of its own. */
export function insertGate(tree: Element): void {
  const gate = createElement(tree, 'IfController', 'IfControllerPanel');
  writeProperty(gate, 'IfController.condition', GATE_CONDITION);
  writeProperty(gate, 'IfController.evaluateAll', 'false', 'boolProp');
  writeProperty(gate, 'IfController.useExpression', 'true', 'boolProp');
  insertFirst(tree, gate);
}

/** One user passes the gate once before all others, so that it is compiled once. */
export function insertRehearsal(tree: Element): void {
  const group = createElement(tree, 'SetupThreadGroup', 'SetupThreadGroupGui');
  writeProperty(group, 'ThreadGroup.on_sample_error', 'continue');
  writeProperty(group, 'ThreadGroup.num_threads', '1');
  writeProperty(group, 'ThreadGroup.ramp_time', '0');
  group.appendChild(loopOf(group.ownerDocument as Document, 1));
  insertGate(insertFirst(tree, group));
}

function createElement(tree: Element, tag: string, panel: string): Element {
  const element = (tree.ownerDocument as Document).createElement(tag);
  element.setAttribute('guiclass', panel);
  element.setAttribute('testclass', tag);
  element.setAttribute('testname', 'plimsoll');
  element.setAttribute('enabled', 'true');
  return element;
}

/** Returns the tree of what was inserted. */
function insertFirst(tree: Element, element: Element): Element {
  const first = childElements(tree)[0] ?? null;
  const own = (tree.ownerDocument as Document).createElement('hashTree');
  tree.insertBefore(element, first);
  tree.insertBefore(own, first);
  return own;
}
