import { stat } from 'node:fs/promises';
import type { ScriptFacts } from '../../core/engine.ts';
import { type Failure, settingsFailure } from '../../core/failure.ts';
import { type Captured, captureOutput } from '../../system/capture.ts';
import { createTemporaryDirectory } from '../../system/temporary.ts';
import { k6Environment, variables } from './child.ts';
import { refuseHardCoded } from './hard-coded.ts';
import { type InspectedScenario, readScenarios } from './inspected.ts';
import { lastError } from './own-words.ts';
import { provideScript } from './provide-script.ts';
import { refuseRemoteImports } from './remote-imports.ts';
import { moduleTexts, readScriptFiles } from './script-files.ts';
import { hashScript } from './script-hash.ts';
import type { K6Setup } from './setup.ts';

const TIMEOUT_MS = 60_000;
/** Stands in for the target's address while there is no target; nothing is sent to it. */
const NO_TARGET = 'http://127.0.0.1';

export interface K6Facts extends ScriptFacts {
  /** Whether it opens files by paths that count from the main module's folder, as gRPC and the file modules do. */
  readonly opensFromMain: boolean;
}

/** Lets k6 itself read the script, without load. */
export async function describeScript(setup: K6Setup): Promise<K6Facts> {
  await using folder = await createTemporaryDirectory('script', setup.environment);
  const script = await provideScript(setup, folder.path);
  await refuseMissing(script);
  const files = await readScriptFiles(script);
  const texts = moduleTexts(files);
  if (!setup.remoteImports) refuseRemoteImports(script, texts);
  const scenarios = await inspect(setup, script);
  refuseHardCoded(texts, setup);
  return {
    scenarios,
    hash: hashScript(script, files),
    opensFromMain: texts.some((text) => OPENS_FROM_MAIN.test(text)),
  };
}

const OPENS_FROM_MAIN = /['"`]k6\/(?:net\/grpc|experimental\/fs)['"`]/;

async function refuseMissing(script: string): Promise<void> {
  const found = await stat(script).catch(() => null);
  if (found === null || !found.isFile()) {
    throw settingsFailure(
      found === null ? `there is no script at ${script}` : `the script ${script} is not a file`,
      'Set `script` to the path of a k6 script, relative to the repository root.',
    );
  }
}

async function inspect(setup: K6Setup, script: string): Promise<ScriptFacts['scenarios']> {
  let inspected = await ask(setup, script, ['--execution-requirements']);
  // `iterations` without `vus` runs with one user; only this way of asking forgets it.
  if (inspected.stderr.includes('the number of VUs must be more than 0'))
    inspected = await ask(setup, script, []);
  if (inspected.code !== 0) throw refusal(script, inspected.stderr, inspected.code);
  const options = JSON.parse(inspected.stdout) as { scenarios?: Record<string, InspectedScenario> };
  return readScenarios(options.scenarios);
}

const ask = (setup: K6Setup, script: string, flags: readonly string[]): Promise<Captured> =>
  captureOutput(
    {
      file: setup.binary.path,
      args: [
        'inspect',
        ...flags,
        '--no-color',
        ...variables({ ...setup.scriptEnv, [setup.targetEnv]: NO_TARGET, PLIMSOLL_SIDE: 'base' }),
        script,
      ],
      cwd: setup.cwd,
      env: k6Environment(setup.environment, {}),
    },
    { timeoutMs: TIMEOUT_MS },
  );

/** k6 refuses a script in many words; these are the ones with advice of their own. */
function refusal(script: string, log: string, code: number | null): Failure {
  const said = lastError(log);
  if (code === null) {
    return settingsFailure(
      `k6 did not finish reading ${script} within ${TIMEOUT_MS / 1000} s`,
      'Check that the script does nothing long outside its functions.',
    );
  }
  if (/no exported functions|not found in exports/.test(said)) {
    return settingsFailure(
      `${script} exports no function that k6 could run: ${said}`,
      'Export a default function, or one for every `exec` that its scenarios name.',
    );
  }
  if (said.includes('externally-controlled')) {
    return settingsFailure(
      `${script} has an externally-controlled scenario: its load is set from outside while it runs`,
      'Use any other executor; plimsoll sets the load itself and only needs the function to run.',
    );
  }
  if (said.includes('k6/x/')) {
    return settingsFailure(
      `${script} needs a k6 extension: ${said}`,
      'Build a k6 with it (xk6) and set `k6-path`; plimsoll never downloads extensions by itself.',
    );
  }
  return settingsFailure(
    `k6 cannot read ${script}: ${said || `exit code ${code}`}`,
    'Run `k6 inspect` on the script and correct it.',
  );
}
