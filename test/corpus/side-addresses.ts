import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The address that each side's k6 calls from, so that a service can tell whom every request was meant to go to. */
export const ADDRESSES = ['127.0.0.2', '127.0.0.3'] as const;

/** A k6 that calls from its side's own address: scripts of others carry no token, their connections do. */
export async function writeSidedK6(folder: string, k6: string): Promise<string> {
  const path = join(folder, 'k6');
  const script = `#!/bin/sh
case " $* " in
  *" PLIMSOLL_SIDE=base "*) K6_LOCAL_IPS=${ADDRESSES[0]} ;;
  *" PLIMSOLL_SIDE=head "*) K6_LOCAL_IPS=${ADDRESSES[1]} ;;
esac
export K6_LOCAL_IPS
exec '${k6}' "$@"
`;
  await writeFile(path, script);
  await chmod(path, 0o755);
  return path;
}
