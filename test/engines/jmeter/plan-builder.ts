/** Test plans as JMeter writes them, as small as JMeter still reads them. */
export interface RequestShape {
  readonly name: string;
  readonly path: string;
  readonly host?: string;
  readonly port?: string;
  readonly protocol?: string;
  readonly method?: string;
}

export const element = (tag: string, name: string, properties: string, children = ''): string =>
  `<${tag} guiclass="${tag}Gui" testclass="${tag}" testname="${escaped(name)}" enabled="true">${properties}</${tag}><hashTree>${children}</hashTree>`;

export const property = (name: string, value: string | number | boolean): string => {
  const kind = typeof value === 'boolean' ? 'boolProp' : typeof value === 'number' ? 'intProp' : 'stringProp';
  return `<${kind} name="${name}">${escaped(String(value))}</${kind}>`;
};

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#xa;');

export const plan = (children: string, variables: Readonly<Record<string, string>> = {}): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<jmeterTestPlan version="1.2" properties="5.0" jmeter="5.6.3"><hashTree>
<TestPlan guiclass="TestPlanGui" testclass="TestPlan" testname="Test Plan" enabled="true">${property('TestPlan.tearDown_on_shutdown', true)}<elementProp name="TestPlan.user_defined_variables" elementType="Arguments"><collectionProp name="Arguments.arguments">${Object.entries(variables).map(argument).join('')}</collectionProp></elementProp></TestPlan><hashTree>${children}</hashTree>
</hashTree></jmeterTestPlan>
`;

const argument = ([name, value]: readonly [string, string]): string =>
  `<elementProp name="${name}" elementType="Argument">${property('Argument.name', name)}${property('Argument.value', value)}${property('Argument.metadata', '=')}</elementProp>`;

export const variables = (values: Readonly<Record<string, string>>): string =>
  `<Arguments guiclass="ArgumentsPanel" testclass="Arguments" testname="User Defined Variables" enabled="true"><collectionProp name="Arguments.arguments">${Object.entries(values).map(argument).join('')}</collectionProp></Arguments><hashTree/>`;

export interface GroupShape {
  readonly name?: string;
  readonly threads?: string;
  readonly loops?: number;
  readonly tag?: string;
  readonly properties?: string;
}

export const group = (children: string, shape: GroupShape = {}): string =>
  element(
    shape.tag ?? 'ThreadGroup',
    shape.name ?? 'Users',
    `${property('ThreadGroup.on_sample_error', 'continue')}<elementProp name="ThreadGroup.main_controller" elementType="LoopController">${property('LoopController.continue_forever', false)}${property('LoopController.loops', shape.loops ?? 3)}</elementProp>${property('ThreadGroup.num_threads', shape.threads ?? '5')}${property('ThreadGroup.ramp_time', '1')}${property('ThreadGroup.scheduler', false)}${shape.properties ?? ''}`,
    children,
  );

export const openGroup = (children: string, schedule: string, name = 'Open'): string =>
  `<OpenModelThreadGroup guiclass="OpenModelThreadGroupGui" testclass="OpenModelThreadGroup" testname="${name}" enabled="true"><elementProp name="ThreadGroup.main_controller" elementType="OpenModelThreadGroupController"/>${property('ThreadGroup.on_sample_error', 'continue')}${property('OpenModelThreadGroup.schedule', schedule)}${property('OpenModelThreadGroup.random_seed', '')}</OpenModelThreadGroup><hashTree>${children}</hashTree>`;

const address = ({ host = '', port = '', protocol = '' }: Partial<RequestShape>): string =>
  property('HTTPSampler.domain', host) +
  property('HTTPSampler.port', port) +
  property('HTTPSampler.protocol', protocol);

const NO_ARGUMENTS =
  '<elementProp name="HTTPsampler.Arguments" elementType="Arguments"><collectionProp name="Arguments.arguments"/></elementProp>';

export const request = (shape: RequestShape, children = ''): string =>
  `<HTTPSamplerProxy guiclass="HttpTestSampleGui" testclass="HTTPSamplerProxy" testname="${escaped(shape.name)}" enabled="true">${NO_ARGUMENTS}${address(shape)}${property('HTTPSampler.path', shape.path)}${property('HTTPSampler.method', shape.method ?? 'GET')}${property('HTTPSampler.follow_redirects', true)}${property('HTTPSampler.use_keepalive', true)}</HTTPSamplerProxy><hashTree>${children}</hashTree>`;

export const defaults = (shape: Partial<RequestShape>): string =>
  `<ConfigTestElement guiclass="HttpDefaultsGui" testclass="ConfigTestElement" testname="HTTP Request Defaults" enabled="true">${NO_ARGUMENTS}${address(shape)}${property('HTTPSampler.path', shape.path ?? '')}</ConfigTestElement><hashTree/>`;

export const transaction = (name: string, children: string, isParent: boolean): string =>
  element(
    'TransactionController',
    name,
    property('TransactionController.parent', isParent) +
      property('TransactionController.includeTimers', true),
    children,
  );

export const think = (ms: number): string =>
  element('ConstantTimer', 'think', property('ConstantTimer.delay', String(ms)));

export const dataSet = (filename: string, names: string): string =>
  `<CSVDataSet guiclass="TestBeanGUI" testclass="CSVDataSet" testname="data" enabled="true">${property('filename', filename)}${property('fileEncoding', 'UTF-8')}${property('variableNames', names)}${property('delimiter', ',')}${property('quotedData', false)}${property('recycle', true)}${property('stopThread', false)}${property('shareMode', 'shareMode.all')}</CSVDataSet><hashTree/>`;
