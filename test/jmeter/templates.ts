import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Installation } from '../../src/engines/jmeter/installation.ts';
import type { PlanCase } from './plan-case.ts';

/** What a user of a template has to say or to lay beside it before it runs anywhere. */
const NEEDS: Readonly<Record<string, Pick<PlanCase, 'settings'> & { readonly files?: PlanCase['files'] }>> = {
  'build-adv-web-test-plan.jmx': {
    settings: {
      properties: { resources_folder: 'data' },
      origins: ['http://site.example', 'https://bz.site.example'],
    },
    files: { 'data/login.csv': 'ann,secret\nbob,secret\n' },
  },
};
/** Those for HTTP, which must work. */
const WORKING = ['build-web-test-plan.jmx', 'build-adv-web-test-plan.jmx', 'build-webservice-test-plan.jmx'];

/** The templates of JMeter's own that come with every installation, filled in as its window fills them in. */
export async function readTemplates({ home }: Installation): Promise<readonly PlanCase[]> {
  const folder = join(home, 'bin', 'templates');
  const list = await readFile(join(folder, 'templates.xml'), 'utf8');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.jmx')).sort();
  return Promise.all(
    names.map(async (name) => {
      const text = fillIn(await readFile(join(folder, name), 'utf8'), defaultsOf(list, name));
      const { settings = {}, files = {} } = NEEDS[name] ?? {};
      const expected = WORKING.includes(name) ? ({ expected: 'worked' } as const) : {};
      return { name: `template ${name}`, files: { 'plan.jmx': text, ...files }, settings, ...expected };
    }),
  );
}

/** Of a template's parameters, by name. */
function defaultsOf(list: string, name: string): ReadonlyMap<string, string> {
  const own = list.split('<template ').find((part) => part.includes(`${name}</fileName>`)) ?? '';
  const parameters = [...own.matchAll(/<parameter\s([^>]*)\/>/g)].map(([, attributes = '']) => attributes);
  const read = (attributes: string, key: string): string =>
    new RegExp(`${key}="([^"]*)"`).exec(attributes)?.[1] ?? '';
  return new Map(parameters.map((each) => [read(each, 'key'), read(each, 'defaultValue')]));
}

const fillIn = (text: string, defaults: ReadonlyMap<string, string>): string =>
  text.replaceAll(/\[=(\w+)\]/g, (whole, key: string) => defaults.get(key) ?? whole);
