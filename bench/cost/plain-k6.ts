import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** CPU seconds that all ended children of this process have used so far (user and system), from /proc. */
export function childrenCpuSeconds(): number {
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[13]) + Number(fields[14])) / 100;
}

/** Runs k6 as anybody would, to its end; resolves with the CPU seconds it used. */
export async function runPlainK6(
  binary: string,
  args: readonly string[],
  env: Record<string, string>,
): Promise<number> {
  const before = childrenCpuSeconds();
  await new Promise<void>((resolve, reject) => {
    const child = spawn(binary, args, { env, stdio: 'ignore' });
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`k6 ended with ${code}`))));
  });
  return childrenCpuSeconds() - before;
}
