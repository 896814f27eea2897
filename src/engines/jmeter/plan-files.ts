import { readFile } from 'node:fs/promises';
import { dirname, resolve as resolvePath } from 'node:path';
import type { Element } from '@xmldom/xmldom';
import { childElements, parsePlan, readProperty } from './document.ts';
import { type PlanNode, readTree, walk } from './plan-tree.ts';
import type { JMeterScript } from './script.ts';
import { isKnown, readNames, resolve } from './variables.ts';

export interface PlanFiles {
  /** The plan itself. */
  readonly text: string;
  /** By absolute path: the plan, and the files that it names. */
  readonly files: ReadonlyMap<string, Buffer>;
}

/** The plan and what it reads: data sets, scripts, bodies to send, plans that it includes. Names made in a run are not seen. */
export async function readPlanFiles({ path, properties }: JMeterScript): Promise<PlanFiles> {
  const content = await readFile(path);
  const text = content.toString('utf8');
  const files = new Map([[path, content]]);
  const root = readTree(parsePlan(text, path));
  if (root === null) return { text, files };
  const names = readNames(root, properties);
  for (const name of namedFiles(root)) {
    const known = resolve(name, names);
    if (!isKnown(known)) continue;
    const file = resolvePath(dirname(path), known);
    const data = await readFile(file).catch(() => null);
    if (data !== null) files.set(file, data);
  }
  return { text, files };
}

/** Data sets and scripts (`filename`), files in a request, included plans. */
const FILE_PROPERTIES = ['filename', 'CSVDataSet.filename', 'File.path', 'IncludeController.includepath'];

function namedFiles(root: PlanNode): string[] {
  const elements = [...walk(root)].flatMap(({ element }) => [element, ...deepProperties(element)]);
  return elements
    .flatMap((element) => FILE_PROPERTIES.map((property) => readProperty(element, property)))
    .filter((name) => name !== '');
}

function deepProperties(element: Element): Element[] {
  return childElements(element)
    .filter(({ tagName }) => tagName === 'elementProp' || tagName === 'collectionProp')
    .flatMap((child) => [child, ...deepProperties(child)]);
}
