import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { describePlan } from '../../../src/engines/jmeter/describe.ts';
import { stagePlan } from '../../../src/engines/jmeter/stage.ts';
import { createWorkspace } from '../k6/rig.ts';
import { dataSet, group, plan, request } from './plan-builder.ts';

const FILES = {
  'load/plans/shop.jmx': 'theirs',
  'load/plans/users.csv': 'ann,1\n',
  'load/bodies/cart.json': '{}',
  'README.md': 'read me',
};

test.each([['load/plans/shop.jmx'], ['shop.jmx']])(
  'leads relative names of a copy of %s to where those of the plan lead',
  async (path) => {
    await using workspace = await createWorkspace({ ...FILES, [path]: 'theirs' });
    await using own = await createWorkspace({});
    const copy = await stagePlan(join(workspace.path, path), workspace.path, join(own.path, 'plan'));
    await writeFile(copy, 'ours');
    const read = (name: string) => readFile(join(dirname(copy), name), 'utf8');
    expect(await readFile(join(workspace.path, path), 'utf8')).toBe('theirs');
    expect(await read('shop.jmx')).toBe('ours');
    const inside = path.startsWith('load');
    expect(await read(inside ? 'users.csv' : 'load/plans/users.csv')).toBe('ann,1\n');
    expect(await read(inside ? '../bodies/cart.json' : 'load/bodies/cart.json')).toBe('{}');
    expect(await read(inside ? '../../README.md' : 'README.md')).toBe('read me');
  },
);

test('a plan outside of the root keeps its own folder', async () => {
  await using workspace = await createWorkspace(FILES);
  await using own = await createWorkspace({});
  await mkdir(join(own.path, 'root'));
  const copy = await stagePlan(
    join(workspace.path, 'load/plans/shop.jmx'),
    join(own.path, 'root'),
    join(own.path, 'plan'),
  );
  expect(await readFile(join(dirname(copy), 'users.csv'), 'utf8')).toBe('ann,1\n');
});

test('the hash covers the plan and its data, wherever the checkout lies', async () => {
  const text = plan(
    group(dataSet('users.csv', 'name,id') + request({ name: 'a', path: '/', host: 'localhost' })),
  );
  const hashOf = async (data: string): Promise<string> => {
    await using workspace = await createWorkspace({ 'plan.jmx': text, 'users.csv': data });
    const script = { origins: [], targetProperty: [], properties: {}, transactions: 'plan' } as const;
    const facts = await describePlan({ ...script, path: join(workspace.path, 'plan.jmx') });
    expect(facts.scenarios).toEqual([{ name: 'Users', exec: 'Users', weight: 1 }]);
    return facts.hash;
  };
  expect(await hashOf('ann,1\n')).toBe(await hashOf('ann,1\n'));
  expect(await hashOf('ann,1\n')).not.toBe(await hashOf('bob,2\n'));
});
