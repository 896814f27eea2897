import { type Failure, settingsFailure } from './failure.ts';

export interface Elsewhere {
  /** Where the requests go instead. */
  readonly origin: string;
  /** Variable through which a script learns its target. */
  readonly targetEnv: string;
  /** Another variable that the script reads before it falls back to that origin; null for none. */
  readonly readsInstead: string | null;
}

/** A script that does not load the versions under test: nothing is ever compared on such load. The hint is the line that mends it. */
export function failureOfElsewhere({ origin, targetEnv, readsInstead }: Elsewhere): Failure {
  return settingsFailure(
    `the script sends its requests to ${origin}, not to the versions under test`,
    readsInstead === null
      ? mend(origin, targetEnv)
      : `It reads its target from __ENV.${readsInstead}. Add one line to plimsoll.yml: \`target-env: ${readsInstead}\`.`,
  );
}

function mend(origin: string, targetEnv: string): string {
  const variable = `const base = __ENV.${targetEnv} || '${origin}'`;
  return origin.startsWith('https:')
    ? `Let it read its target from the environment: ${variable}. (\`origin\` cannot map https: the versions under test would have to answer with that host's certificate.)`
    : `Add one line to plimsoll.yml: \`origin: ${origin}\`. Or let the script read its target from the environment: ${variable}.`;
}
