import type { Element } from '@xmldom/xmldom';
import { originOf } from '../../core/origin.ts';
import { readProperty, writeProperty } from './document.ts';
import type { Mapping } from './origins.ts';
import { type Destination, HOST, type HttpElement, PATH, PORT, PROTOCOL } from './requests.ts';
import { type DefinedVariable, type Names, resolve } from './variables.ts';

/** Sends the requests that stand for the service, and those without any host, to a side's target. */
export function retarget(
  http: readonly HttpElement[],
  { stands }: Mapping,
  names: Names,
  target: string,
): void {
  const ours = new Set(http.filter(({ isDefaults, destination }) => isOurs(destination, isDefaults, stands)));
  for (const { element } of ours) aim(element, names, target);
  if (![...ours].some(({ isDefaults }) => isDefaults)) return;
  for (const each of http) if (!ours.has(each) && each.address.host !== '') keep(each, names);
}

function isOurs(destination: Destination, isDefaults: boolean, stands: Mapping['stands']): boolean {
  if (destination.kind === 'unknown') return false;
  return destination.kind === 'origin' ? stands(destination.origin) : !isDefaults;
}

/** What goes elsewhere must not learn a part of its address from defaults that have been aimed at the target. */
function keep({ element, address: { host, port, protocol } }: HttpElement, names: Names): void {
  const standard = resolve(protocol, names).toLowerCase() === 'https' ? '443' : '80';
  writeProperty(element, HOST, host);
  writeProperty(element, PORT, port || standard);
  writeProperty(element, PROTOCOL, protocol || 'http');
}

/** Origins that stand in variables, for whatever else in the plan reads them. */
export function retargetVariables(
  variables: readonly DefinedVariable[],
  { stands }: Mapping,
  names: Names,
  target: string,
): void {
  for (const { element, value } of variables) {
    const origin = originOf(resolve(value, names));
    if (origin !== null && stands(origin)) {
      writeProperty(element, 'Argument.value', target + resolve(value, names).slice(origin.length));
    }
  }
}

/** All three parts at once: one that an outer default supplies would belong to another origin. */
function aim(element: Element, names: Names, target: string): void {
  const { protocol, hostname, port } = new URL(target);
  writeProperty(element, HOST, hostname);
  writeProperty(element, PORT, port || (protocol === 'https:' ? '443' : '80'));
  writeProperty(element, PROTOCOL, protocol.replace(':', ''));
  const path = readProperty(element, PATH);
  const cut = withoutOrigin(path, names);
  if (cut !== path) writeProperty(element, PATH, cut);
}

/** A path may be a whole URL, written out or begun by a variable that holds one. */
function withoutOrigin(path: string, names: Names): string {
  const written = originOf(path);
  if (written !== null && !written.includes('${')) return path.slice(written.length) || '/';
  const [first = ''] = /^(?:https?:\/\/)?\$\{[^}]*\}(?::\$\{[^}]*\}|:\d+)?/.exec(path) ?? [];
  if (first === '') return path;
  const known = resolve(first, names);
  const origin = originOf(known);
  return origin === null ? path : known.slice(origin.length) + path.slice(first.length) || '/';
}
