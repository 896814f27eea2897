import type { Element } from '@xmldom/xmldom';
import { childElements, readProperty } from './document.ts';
import { type PlanNode, walk } from './plan-tree.ts';

/** Names whose values stand in the plan or on the command line; what a run makes of others is not known before it. */
export interface Names {
  readonly variables: ReadonlyMap<string, string>;
  readonly properties: Readonly<Record<string, string>>;
}

/** One line of a table of User Defined Variables. */
export interface DefinedVariable {
  readonly name: string;
  readonly value: string;
  readonly element: Element;
}

/** Variables that the plan defines: on its own panel, and in elements of that kind anywhere. */
export function definedVariables(plan: PlanNode): DefinedVariable[] {
  return [...walk(plan)].flatMap(({ element }) => {
    if (element.tagName === 'Arguments') return readArguments(element);
    if (element.tagName !== 'TestPlan') return [];
    return childElements(element)
      .filter((child) => child.getAttribute('name') === 'TestPlan.user_defined_variables')
      .flatMap(readArguments);
  });
}

export function readNames(plan: PlanNode, properties: Names['properties']): Names {
  return { variables: new Map(definedVariables(plan).map(({ name, value }) => [name, value])), properties };
}

function readArguments(element: Element): DefinedVariable[] {
  return childElements(element)
    .filter((child) => child.getAttribute('name') === 'Arguments.arguments')
    .flatMap(childElements)
    .map((argument) => ({
      name: readProperty(argument, 'Argument.name'),
      value: readProperty(argument, 'Argument.value'),
      element: argument,
    }));
}

/** Variables may name each other, but not for ever. */
const DEEPEST = 10;

/** A text with its variables and properties put in, as far as they are known before a run; `${` is left where they are not. */
export function resolve(text: string, names: Names, depth = 0): string {
  if (isKnown(text) || depth >= DEEPEST) return text;
  const once = text
    .replace(VARIABLE, (whole, name: string) => names.variables.get(name) ?? whole)
    .replace(PROPERTY, (_, call: string, inside: string) => {
      const [name = '', second, third] = inside.split(',').map((part) => part.trim());
      // What the two give for a property that has neither value nor default.
      return names.properties[name] ?? (call === 'P' ? (second ?? '1') : (third ?? name));
    });
  return once === text ? text : resolve(once, names, depth + 1);
}

const VARIABLE = /\$\{(\w[\w.-]*)\}/g;
/** `${__P(name,default)}` and `${__property(name,variable,default)}`. */
const PROPERTY = /\$\{__(P|property)\(([^(){}]*)\)\}/g;

export const isKnown = (text: string): boolean => !text.includes('${');
