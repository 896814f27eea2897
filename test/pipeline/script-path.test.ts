import { expect, it } from '@jest/globals';
import { nameScript } from '../../src/pipeline/script-path.ts';
import { makePlan } from '../../src/settings/plan.ts';
import { readSettings } from '../../src/settings/read.ts';

it.each([
  [{ script: 'load/shop.js' }, 'load/shop.js'],
  [{ script: './shop.js' }, 'shop.js'],
  [{ paths: 'GET /' }, 'paths'],
])('%j is named %s in results', (values, name) => {
  const settings = readSettings({ values: { start: 'npm start', ...values }, origin: 'flag', file: null });
  const plan = makePlan(settings, { workspace: '/home/octo/shop', defaultBase: 'main', seed: 'x' });
  expect(nameScript(plan)).toBe(name);
  expect(nameScript({ ...plan, script: '/home/octo/elsewhere/shop.js' })).toBe('shop.js');
});
