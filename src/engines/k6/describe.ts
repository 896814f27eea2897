import { stat } from 'node:fs/promises';
import type { ScriptFacts } from '../../core/engine.ts';
import { type Failure, settingsFailure } from '../../core/failure.ts';
import { captureOutput } from '../../system/capture.ts';
import { k6Environment, variables } from './child.ts';
import type { K6Setup } from './engine.ts';
import { type InspectedScenario, readScenarios } from './inspected.ts';
import { lastError } from './own-words.ts';
import { hashScript } from './script-hash.ts';

const TIMEOUT_MS = 60_000;
/** Stands in for the target's address while there is no target; nothing is sent to it. */
const NO_TARGET = 'http://127.0.0.1';

/** Lets k6 itself read the script, without load. */
export async function describeScript(setup: K6Setup): Promise<ScriptFacts> {
  const { script } = setup;
  const found = await stat(script).catch(() => null);
  if (found === null || !found.isFile()) {
    throw settingsFailure(
      found === null ? `there is no script at ${script}` : `the script ${script} is not a file`,
      'Set `script` to the path of a k6 script, relative to the repository root.',
    );
  }
  const inspected = await captureOutput(
    {
      file: setup.binary.path,
      args: [
        'inspect',
        '--execution-requirements',
        '--no-color',
        ...variables({ [setup.targetEnv]: NO_TARGET, PLIMSOLL_SIDE: 'base' }),
        script,
      ],
      cwd: setup.cwd,
      env: k6Environment(setup.environment, {}),
    },
    { timeoutMs: TIMEOUT_MS },
  );
  if (inspected.code !== 0) throw refusal(script, inspected.stderr, inspected.code);
  const options = JSON.parse(inspected.stdout) as { scenarios?: Record<string, InspectedScenario> };
  return { scenarios: readScenarios(options.scenarios), hash: await hashScript(script) };
}

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
