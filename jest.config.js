export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'esnext', parser: { syntax: 'typescript' } }, module: { type: 'es6' } },
    ],
  },
  testTimeout: 20_000,
  globalSetup: '<rootDir>/test/k6-for-tests.ts',
  reporters: ['default', '<rootDir>/scripts/count-reporter.js'],
  maxWorkers: 2,
};
