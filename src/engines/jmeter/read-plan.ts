import type { Document } from '@xmldom/xmldom';
import { settingsFailure } from '../../core/failure.ts';
import { parsePlan } from './document.ts';
import { type Mapping, mapOrigins } from './origins.ts';
import { type PlanNode, readTree, walk } from './plan-tree.ts';
import { findHttp, type HttpElement } from './requests.ts';
import type { JMeterScript } from './script.ts';
import { findLoadGroups, type LoadGroup } from './thread-groups.ts';
import { type DefinedVariable, definedVariables, type Names, readNames } from './variables.ts';

/** A plan taken apart, down to what a copy of it changes. */
export interface ReadPlan {
  readonly document: Document;
  readonly root: PlanNode;
  readonly names: Names;
  readonly variables: readonly DefinedVariable[];
  readonly groups: readonly LoadGroup[];
  readonly http: readonly HttpElement[];
  readonly mapping: Mapping;
}

/** Throws a settings failure for a plan that cannot be run side by side. */
export function readPlan(text: string, script: JMeterScript): ReadPlan {
  const document = parsePlan(text, script.path);
  const root = readTree(document);
  if (root === null) {
    throw settingsFailure(
      `${script.path} holds no enabled test plan`,
      'Enable the test plan in JMeter and save it.',
    );
  }
  refuseUnread(text, script);
  const names = readNames(root, script.properties);
  const groups = findLoadGroups(root, names, script.path);
  const http = findHttp(root, names);
  const mapping = mapOrigins(http, {
    script: script.path,
    origins: script.origins,
    isTold: script.targetProperty.length > 0,
    includes: [...walk(root)].some(({ element }) => element.tagName === 'IncludeController'),
  });
  return {
    document,
    root,
    names,
    variables: definedVariables(root),
    groups,
    http,
    mapping,
  };
}

/** A name that stands nowhere in the plan would leave both sides' load at the plan's own target. */
function refuseUnread(text: string, { targetProperty, path }: JMeterScript): void {
  const missing = targetProperty.find((name) => !text.includes(name));
  if (missing === undefined) return;
  throw settingsFailure(
    `${path} reads no property or variable ${missing}`,
    `Set \`target-property\` to names that the plan reads, such as \${__P(${missing})} or a user-defined variable.`,
  );
}
