import { join } from 'node:path';
import { type CorpusScript, PLAIN, type ScriptSettings } from './script.ts';

const ROOT = join(import.meta.dirname, 'scripts');

/** The forms in which scripts come, rebuilt by hand; those that cannot run with the reason that must be given. */
const WORKING = [
  'asynchronous.js',
  'batch.js',
  'checks-metrics-thresholds.js',
  'cloud-options.js',
  'common-js.js',
  'cookies-redirects.js',
  'executor-constant-arrival-rate.js',
  'executor-constant-vus.js',
  'executor-per-vu-iterations.js',
  'executor-ramping-arrival-rate.js',
  'executor-ramping-vus.js',
  'executor-shared-iterations.js',
  'form.js',
  'grpc-stream.js',
  'grpc-unary.js',
  'handle-summary.js',
  'hard-coded-host.js',
  'login.js',
  'long-iterations.js',
  'other-variable.js',
  'own-hosts.js',
  'relative-imports.js',
  'several-scenarios.js',
  'shared-array.js',
  'stages.js',
  'think-time.js',
  'typed.ts',
  'vus-iterations.js',
  'web-socket-ws.js',
  'web-sockets.js',
] as const;

const REFUSED: Readonly<Record<string, RegExp>> = {
  'aborts.js': /aborted the test/,
  'browser.js': /drives a browser/,
  'executor-externally-controlled.js': /externally-controlled/,
  'extension.js': /k6 extension/,
  'hard-coded-https.js': /sends its requests to https:\/\/api\.example\.com/,
  'no-request.js': /made no request\. /,
  'remote-import.js': /imports https:\/\/jslib\.k6\.io.*`remote-imports: allow`/,
  'throws.js': /made no request; it said: TypeError/,
};

const form = (
  name: string,
  expected: CorpusScript['expected'],
  settings: Partial<ScriptSettings> = {},
): CorpusScript => ({
  name,
  file: join(ROOT, name),
  root: ROOT,
  expected,
  settings: { ...PLAIN, ...settings },
});

export const FORMS: readonly CorpusScript[] = [
  ...WORKING.map((name) => form(name, 'worked')),
  form('needs-variables.js', 'worked', { scriptEnv: { API_KEY: 'a=b c' } }),
  ...Object.entries(REFUSED).map(([name, reason]) => form(name, reason)),
];
