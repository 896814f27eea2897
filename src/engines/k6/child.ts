import { childEnvironment } from '../../system/environment.ts';
import { MARK_VARIABLE, RUN_MARK } from '../../system/process-mark.ts';

export interface K6Binary {
  readonly path: string;
  readonly version: string;
}

/** What every k6 of ours gets: no setting of the machine's (`K6_*`), no download of extensions, no report home; and the mark by which it is found again. */
export function k6Environment(
  own: Readonly<Record<string, string | undefined>>,
  extra: Readonly<Record<string, string>>,
): Record<string, string> {
  return childEnvironment(own, {
    K6_AUTO_EXTENSION_RESOLUTION: 'false',
    K6_NO_USAGE_REPORT: 'true',
    [MARK_VARIABLE]: RUN_MARK,
    ...extra,
  });
}

/** Version 1 opens a REST API on a fixed port unless told not to. */
export const QUIET = ['--quiet', '--no-color', '--address', ''] as const;

/** The script sees these variables and no other. */
export const variables = (values: Readonly<Record<string, string>>): string[] => [
  '--include-system-env-vars=false',
  ...Object.entries(values).flatMap(([name, value]) => ['-e', `${name}=${value}`]),
];
