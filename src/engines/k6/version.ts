import { captureOutput } from '../../system/capture.ts';
import { k6Environment } from './child.ts';

/** The version a binary says it is, such as `2.2.0`; null when it does not run or is no k6. */
export async function askVersion(
  path: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<string | null> {
  const { code, stdout } = await captureOutput(
    { file: path, args: ['version'], cwd: '/', env: k6Environment(environment, {}) },
    { timeoutMs: 20_000 },
  );
  return code === 0 ? parseVersion(stdout) : null;
}

/** `k6 v2.2.0 (go1.26.8, linux/amd64)`; builds of one's own may say `k6 v2.2.0 (commit/…)` or `k6 v2.3.0-rc1`. */
export const parseVersion = (said: string): string | null =>
  /^k6(?:\.exe)? v?(\d+\.\d+\.\d+(?:-[\w.]+)?)/m.exec(said)?.[1] ?? null;

/** Version 1.0 is the first whose options and CSV output we know. */
export const isUsable = (version: string): boolean => Number.parseInt(version, 10) >= 1;
