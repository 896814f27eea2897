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
  readonly address: Address;
}

/** Parts of an address as they are written, here or in the nearest defaults that have them; empty where nowhere. */
export interface Address {
  readonly host: string;
  readonly port: string;
  readonly protocol: string;
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
    const chain = [element, ...outer];
    const address = { host: find(HOST, chain), port: find(PORT, chain), protocol: find(PROTOCOL, chain) };
    const destination = destinationOf(address, find(PATH, chain), names);
    return [{ element, isDefaults: isDefaults(element), destination, address }, ...deeper];
  });
}

/** `chain` is the request with its defaults, nearest first: a part comes from the first that has it. */
const find = (name: string, chain: readonly Element[]): string =>
  chain.map((element) => readProperty(element, name)).find((text) => text !== '') ?? '';

function destinationOf(address: Address, written: string, names: Names): Destination {
  const path = resolve(written, names);
  const whole = originOf(path);
  if (whole !== null) return known(whole);
  const [host, port, protocol] = [address.host, address.port, address.protocol].map((part) =>
    resolve(part, names),
  );
  if (host === '')
    return isKnown(path) || path.startsWith('/') ? { kind: 'none' } : { kind: 'unknown', text: path };
  return known(`${protocol || 'http'}://${host}${port === '' ? '' : `:${port}`}`);
}

const known = (origin: string): Destination =>
  isKnown(origin) ? { kind: 'origin', origin: origin.toLowerCase() } : { kind: 'unknown', text: origin };
