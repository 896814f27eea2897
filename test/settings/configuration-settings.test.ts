import { describe, expect, test } from '@jest/globals';
import { makePlan } from '../../src/settings/plan.ts';
import { readSettings } from '../../src/settings/read.ts';

const CONTEXT = { workspace: '/repo', defaultBase: 'main', seed: 's' };

function planOf(text: string) {
  const values = { script: 'load.js', start: 'npm start' };
  const settings = readSettings({ values, origin: 'flag', file: { path: 'plimsoll.yml', text } });
  return makePlan(settings, CONTEXT).configuration;
}

describe('configuration', () => {
  test('nothing is configuration unless it is declared', () => {
    expect(planOf('rate: 5\n')).toBeUndefined();
    expect(planOf('attribute: always\n')).toBeUndefined();
  });

  test('files, variables, and when to ask for the cause', () =>
    expect(
      planOf(
        "configuration: { files: [config/**, '.env*', '!config/x/**'], env: [POOL_SIZE] }\nattribute: never\n",
      ),
    ).toEqual({
      files: ['config/**', '.env*', '!config/x/**'],
      env: ['POOL_SIZE'],
      settingsPath: 'plimsoll.yml',
      attribute: 'never',
    }));

  test('one text with commas is a list', () =>
    expect(planOf('configuration: { files: "a.yml, b.json" }\n')).toMatchObject({
      files: ['a.yml', 'b.json'],
    }));

  test.each(['/etc/passwd', '../other', 'a/../../b', ':(attr:x)a', '!', ''])(
    'the pattern %j, which leaves the repository or is none, is refused',
    (pattern) =>
      expect(() => planOf(`configuration: { files: [${JSON.stringify(pattern)}] }\n`)).toThrow(
        'expected a pattern of paths inside the repository',
      ),
  );

  test('what is no name of a variable is refused', () =>
    expect(() => planOf('configuration: { env: [A-B] }\n')).toThrow('expected the name of a variable'));
});
