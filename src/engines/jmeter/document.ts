import { DOMParser, type Document, type Element, XMLSerializer } from '@xmldom/xmldom';
import { settingsFailure } from '../../core/failure.ts';

/**
 * Reads a test plan. What declares entities or a document type is refused: JMeter writes neither, and both are how XML reads
 * other files or grows without end.
 */
export function parsePlan(text: string, path: string): Document {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) {
    throw settingsFailure(
      `${path} declares a document type, expected a test plan as JMeter writes it`,
      'Take the line that begins with <!DOCTYPE out of the plan.',
    );
  }
  let document: Document;
  try {
    document = new DOMParser({ onError: refuse }).parseFromString(text, 'text/xml');
  } catch (error) {
    throw settingsFailure(
      `${path} is not well-formed XML: ${(error as Error).message.split('\n')[0]}`,
      'Open the plan in JMeter and save it again.',
      error,
    );
  }
  if (document.documentElement?.tagName !== 'jmeterTestPlan') {
    throw settingsFailure(
      `${path} holds <${document.documentElement?.tagName ?? ''}>, expected <jmeterTestPlan>`,
      'Set `script` to a test plan that JMeter wrote (.jmx).',
    );
  }
  return document;
}

/** A carriage return that is left was written as a reference, and must be again: XML reads a bare one as a line feed. */
export const printPlan = (document: Document): string =>
  new XMLSerializer().serializeToString(document).replaceAll('\r', '&#xd;');

function refuse(level: 'warning' | 'error' | 'fatalError', message: string): void {
  if (level !== 'warning') throw new Error(message);
}

export const childElements = (parent: Element | Document): Element[] =>
  [...parent.childNodes].filter((node): node is Element => node.nodeType === ELEMENT);

const ELEMENT = 1;

export const isEnabled = (element: Element): boolean => element.getAttribute('enabled') !== 'false';

export const nameOf = (element: Element): string => element.getAttribute('testname') ?? '';

/** The property of an element (`<stringProp name="…">`), a direct child of it. */
export const findProperty = (element: Element, name: string): Element | null =>
  childElements(element).find((child) => child.getAttribute('name') === name) ?? null;

/** Text of a property, blank ends taken off; empty where there is none. */
export const readProperty = (element: Element, name: string): string =>
  findProperty(element, name)?.textContent?.trim() ?? '';

export function writeProperty(element: Element, name: string, value: string, kind = 'stringProp'): void {
  const fresh = (element.ownerDocument as Document).createElement(kind);
  fresh.setAttribute('name', name);
  fresh.textContent = value;
  const old = findProperty(element, name);
  if (old === null) element.appendChild(fresh);
  else element.replaceChild(fresh, old);
}
