/** What lies in the private folder of a side, beside its copy of the plan. */
export const FILES = {
  properties: 'plimsoll.properties',
  global: 'global.properties',
  results: 'results.jtl',
  log: 'jmeter.log',
} as const;
