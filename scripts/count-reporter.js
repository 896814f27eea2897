/** Ends a test run with one plain line that any other program can read. */
export default class CountReporter {
  onRunComplete(_contexts, results) {
    const suites = results.numRuntimeErrorTestSuites;
    process.stdout.write(`\n${results.numPassedTests} passed, ${results.numFailedTests + suites} failed\n`);
  }
}
