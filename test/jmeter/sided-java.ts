import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The address that each side's JMeter calls from: plans of others carry no token, their connections do. */
export const ADDRESSES = ['127.0.0.2', '127.0.0.3'] as const;

/** A Java that lets JMeter call from its side's own address. */
export async function writeSidedJava(folder: string, java: string): Promise<string> {
  const path = join(folder, 'java');
  const script = `#!/bin/sh
case " $* " in
  *"/side-0/"*) own=${ADDRESSES[0]} ;;
  *"/side-1/"*) own=${ADDRESSES[1]} ;;
esac
exec '${java}' "$@" "-Jhttpclient.localaddress=$own"
`;
  await writeFile(path, script);
  await chmod(path, 0o755);
  return path;
}
