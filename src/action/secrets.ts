import { type Secret, secretsOf } from '../core/server-plan.ts';
import type { Job } from '../github/job.ts';
import type { Settings } from '../settings/read.ts';
import { inputOf } from './input.ts';
import type { Inputs } from './inputs.ts';

/** From here on neither the token nor a value of `env` is shown anywhere; some of those are secrets, and none is missed. */
export function hideSecrets(inputs: Inputs, job: Job): void {
  job.mask(inputs.token);
  hideValues(inputOf('env', inputs), job);
}

/** The same for a secret that settings name. */
export function hideSecret(
  secret: Secret | undefined,
  environment: Readonly<Record<string, string | undefined>>,
  job: Job,
): void {
  if (secret === undefined) return;
  job.mask((secret.kind === 'text' ? secret.text : (environment[secret.name] ?? '')).trim());
}

/** The same for what servers beside the targets are told. */
export function hideServerSecrets(
  { observe, publish }: Pick<Settings, 'observe' | 'publish'>,
  environment: Readonly<Record<string, string | undefined>>,
  job: Job,
): void {
  const servers = [observe.plan.prometheus?.server, publish.remoteWrite].filter((server) => server != null);
  for (const secret of servers.flatMap(secretsOf)) {
    // What stands in plimsoll.yml itself everybody can read.
    if (secret.kind === 'variable') hideSecret(secret, environment, job);
  }
}

/** The same for the values of `env` that plimsoll.yml gives. */
export function hideValues(env: Readonly<Record<string, string>>, job: Job): void {
  for (const value of Object.values(env)) job.mask(value);
}
