import type { Element } from '@xmldom/xmldom';
import { originOf } from '../../core/origin.ts';
import { readProperty } from './document.ts';
import type { PlanNode } from './plan-tree.ts';
import { isKnown, type Names, resolve } from './variables.ts';

/** Where an HTTP request of the plan goes, as far as that is known before a run. */
export type Destination =
  | { readonly kind: 'origin'; readonly origin: string }
  /** Neither the request nor its defaults name a host. */
  | { readonly kind: 'none' }
  /** Made of what only a run knows: a data set, an earlier answer. */
  | { readonly kind: 'unknown'; readonly text: string };

/** An HTTP request, or the defaults for some. */
export interface HttpElement {
  readonly element: Element;
  readonly isDefaults: boolean;
  readonly destination: Destination;
}

export const HOST = 'HTTPSampler.domain';
export const PORT = 'HTTPSampler.port';
export const PROTOCOL = 'HTTPSampler.protocol';
export const PATH = 'HTTPSampler.path';

const isDefaults = (element: Element): boolean =>
  element.tagName === 'ConfigTestElement' && element.getAttribute('guiclass') === 'HttpDefaultsGui';
const isRequest = (element: Element): boolean => /^HTTPSampler(?:Proxy|2)?$/.test(element.tagName);

/** All requests and defaults under a node, in order. Defaults hold for everything beside and below them; the nearest go first. */
export function findHttp(node: PlanNode, names: Names, inherited: readonly Element[] = []): HttpElement[] {
  const own = node.children.map(({ element }) => element).filter(isDefaults);
  return node.children.flatMap((child) => {
    const { element } = child;
    const outer = isDefaults(element) ? inherited : [...own, ...inherited];
    const deeper = findHttp(child, names, [...own, ...inherited]);
    if (!isDefaults(element) && !isRequest(element)) return deeper;
    const destination = destinationOf([element, ...outer], names);
    return [{ element, isDefaults: isDefaults(element), destination }, ...deeper];
  });
}

/** `chain` is the request with its defaults, nearest first: each part comes from the first that has it. */
function destinationOf(chain: readonly Element[], names: Names): Destination {
  const part = (name: string): string =>
    resolve(chain.map((element) => readProperty(element, name)).find((text) => text !== '') ?? '', names);
  const path = part(PATH);
  const whole = originOf(path);
  if (whole !== null) return known(whole);
  const host = part(HOST);
  if (host === '')
    return isKnown(path) || path.startsWith('/') ? { kind: 'none' } : { kind: 'unknown', text: path };
  const port = part(PORT);
  return known(`${part(PROTOCOL) || 'http'}://${host}${port === '' ? '' : `:${port}`}`);
}

const known = (origin: string): Destination =>
  isKnown(origin) ? { kind: 'origin', origin: origin.toLowerCase() } : { kind: 'unknown', text: origin };
