import { fileURLToPath } from 'node:url';
import { REFERENCE } from '../../core/side.ts';
import { childEnvironment } from '../../system/environment.ts';
import type { ServiceCommand } from '../service.ts';

/** How the reference service is run: by the Node that runs us, from our own sources or beside the bundle. */
export function referenceCommand(
  environment: Readonly<Record<string, string | undefined>>,
  cwd: string,
): ServiceCommand {
  const file = import.meta.url.endsWith('.ts') ? './service.ts' : './reference-service.js';
  const program = fileURLToPath(new URL(file, import.meta.url));
  return {
    side: REFERENCE,
    cwd,
    // exec: the shell gives way, so that the process that is measured is the one that serves.
    start: 'exec "$PLIMSOLL_NODE" "$PLIMSOLL_REFERENCE"',
    stop: '',
    env: childEnvironment(environment, {
      PLIMSOLL_NODE: process.execPath,
      PLIMSOLL_REFERENCE: program,
      PLIMSOLL_SIDE: REFERENCE,
    }),
  };
}
