import { element, property } from '../engines/jmeter/plan-builder.ts';

/** An element that JMeter shows through the panel for beans. */
export const bean = (tag: string, name: string, properties: string, children = ''): string =>
  element(tag, name, properties, children).replace(`guiclass="${tag}Gui"`, 'guiclass="TestBeanGUI"');

export const script = (tag: string, name: string, code: string): string =>
  bean(
    tag,
    name,
    property('scriptLanguage', 'groovy') +
      property('parameters', '') +
      property('filename', '') +
      property('cacheKey', 'true') +
      property('script', code),
  );

export const header = (name: string, value: string): string =>
  element(
    'HeaderManager',
    'headers',
    `<collectionProp name="HeaderManager.headers"><elementProp name="" elementType="Header">${property('Header.name', name)}${property('Header.value', value)}</elementProp></collectionProp>`,
  ).replace('HeaderManagerGui', 'HeaderPanel');

/** Says in each request for which side the plan thinks it runs. */
export const SIDE_HEADER = header('x-side', `\${__P(PLIMSOLL_SIDE)}`);

export const cookies = element(
  'CookieManager',
  'cookies',
  `<collectionProp name="CookieManager.cookies"/>${property('CookieManager.clearEachIteration', true)}`,
);

/** Takes a value out of a JSON answer into a variable. */
export const extract = (variable: string, path: string): string =>
  element(
    'JSONPostProcessor',
    `find ${variable}`,
    property('JSONPostProcessor.referenceNames', variable) +
      property('JSONPostProcessor.jsonPathExprs', path) +
      property('JSONPostProcessor.match_numbers', ''),
  );

export const assertContains = (text: string): string =>
  element(
    'ResponseAssertion',
    `has ${text}`,
    `<collectionProp name="Asserion.test_strings">${property('1', text)}</collectionProp>${property('Assertion.test_field', 'Assertion.response_data')}${property('Assertion.assume_success', false)}${property('Assertion.test_type', 16)}`,
  );

export const loop = (times: number, children: string): string =>
  element('LoopController', 'again', property('LoopController.loops', times), children);

/** Runs what stands elsewhere in the plan, by the names that lead there. */
export const module = (...way: readonly string[]): string =>
  element(
    'ModuleController',
    'module',
    `<collectionProp name="ModuleController.node_path">${['Test Plan', ...way].map((name, index) => property(String(index), name)).join('')}</collectionProp>`,
  );
