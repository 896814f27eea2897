import { expect, test } from '@jest/globals';
import { childEnvironment } from '../../src/system/environment.ts';

test.each([
  'GITHUB_TOKEN',
  'GH_TOKEN',
  'INPUT_TOKEN',
  'ACTIONS_RUNTIME_TOKEN',
  'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
  'ACTIONS_RESULTS_URL',
  'GITHUB_ENV',
  'GITHUB_PATH',
  'GITHUB_OUTPUT',
  'GITHUB_STATE',
  'GITHUB_STEP_SUMMARY',
  'K6_BUILD_SERVICE_URL',
  'AWS_SECRET_ACCESS_KEY',
  'NODE_OPTIONS',
])('case 27: %s stays with us', (name) => {
  expect(childEnvironment({ [name]: 'x' }, {})).toEqual({});
});

test.each([
  'PATH',
  'HOME',
  'RUNNER_TRACKING_ID',
  'LC_ALL',
  'JAVA_HOME_21_X64',
  'LD_LIBRARY_PATH',
  'CARGO_HOME',
])('%s goes on', (name) => {
  expect(childEnvironment({ [name]: 'x' }, {})).toEqual({ [name]: 'x' });
});

test('what the user asks for goes before what is inherited', () => {
  expect(
    childEnvironment({ PATH: '/bin', HOME: undefined }, { PATH: '/own', GITHUB_TOKEN: 'wanted' }),
  ).toEqual({
    PATH: '/own',
    GITHUB_TOKEN: 'wanted',
  });
});
