import type { Document, Element } from '@xmldom/xmldom';
import { childElements, isEnabled } from './document.ts';

/** An element of a plan with what lies under it: JMeter writes every element followed by the `<hashTree>` of its children. */
export interface PlanNode {
  readonly element: Element;
  /** Null where JMeter left it out. */
  readonly tree: Element | null;
  /** Enabled children; what is switched off takes no part in a run. */
  readonly children: readonly PlanNode[];
}

/** The `TestPlan` element of a document with everything enabled under it; null where there is none. */
export function readTree(document: Document): PlanNode | null {
  const root = childElements(document.documentElement as Element).find(isTree);
  if (root === undefined) return null;
  return readNodes(root).find(({ element }) => element.tagName === 'TestPlan') ?? null;
}

export function* walk(node: PlanNode): Generator<PlanNode> {
  yield node;
  for (const child of node.children) yield* walk(child);
}

/** Threads begin in these; plugins keep to the ending. */
export const isThreadGroup = ({ element }: PlanNode): boolean => /ThreadGroup$/.test(element.tagName);

/** Groups that run once before or after the load, not as part of it. */
export const isBeside = ({ element }: PlanNode): boolean =>
  element.tagName === 'SetupThreadGroup' || element.tagName === 'PostThreadGroup';

const isTree = (element: Element): boolean => element.tagName === 'hashTree';

function readNodes(tree: Element): PlanNode[] {
  const nodes: PlanNode[] = [];
  const elements = childElements(tree);
  for (const [index, element] of elements.entries()) {
    if (isTree(element) || !isEnabled(element)) continue;
    const next = elements[index + 1];
    const own = next !== undefined && isTree(next) ? next : null;
    nodes.push({ element, tree: own, children: own === null ? [] : readNodes(own) });
  }
  return nodes;
}
